package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.DataKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Project Wycheproof's vectors for Cobblestone-256, through the code that seals pictures; each flag is a promise. */
class CobblestoneVectorTests {

    private static final String FILE = "wycheproof/c2sp_chunked_encryption_aes_256_gcm_test.json";

    @TestFactory
    Stream<DynamicTest> keepsEveryPromiseOfTheVectors() throws IOException {
        String folder = System.getenv("VISOR_VECTORS");
        if (folder == null || !Files.exists(Path.of(folder, FILE))) {
            return Stream.of(); // beside the project only; the golden object stands in SealedBodyTests
        }
        JsonNode tests = JsonMapper.shared()
                .readTree(Files.readAllBytes(Path.of(folder, FILE)))
                .get("testGroups")
                .get(0)
                .get("tests");
        return tests.valueStream()
                .map(test -> DynamicTest.dynamicTest(
                        test.get("tcId").asInt() + " " + test.get("comment").asString(), () -> check(test)));
    }

    private static void check(JsonNode test) throws IOException {
        List<String> flags =
                test.get("flags").valueStream().map(JsonNode::asString).toList();
        byte[] input = hex(test, "key");
        if (flags.contains("InvalidKeySize")) {
            assertThatThrownBy(() -> DataKey.taking(input)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        byte[] context = hex(test, "ctx");
        byte[] message = inflate(hex(test, "ct"));
        byte[] object = Arrays.copyOf(context, context.length + message.length);
        System.arraycopy(message, 0, object, context.length, message.length);
        try (DataKey key = DataKey.taking(input)) {
            if (test.get("result").asString().equals("valid")) {
                opensAndSealsAgain(test, key, context, object);
            } else {
                refuses(test, flags, key, context, object);
            }
        }
    }

    private static void opensAndSealsAgain(JsonNode test, DataKey key, byte[] context, byte[] object)
            throws IOException {
        byte[] plain;
        try (SealedBody body = SealedBody.open(InMemory.stored(object), key, context)) {
            plain = body.whole();
            assertThat(plain).hasSize(test.get("msgLength").asInt());
            assertThat(sha512(plain)).isEqualTo(hex(test, "msgSha512"));
            assertThat(transfer(body)).isEqualTo(plain);
            assertThat(body.range(0, plain.length)).isEqualTo(plain);
        }
        byte[] salt = Arrays.copyOfRange(object, context.length, context.length + Cobblestone.SALT);
        try (Cobblestone again = Cobblestone.withSalt(key, context, salt)) {
            assertThat(InMemory.seal(plain, again, context)).isEqualTo(object);
        }
    }

    private static void refuses(JsonNode test, List<String> flags, DataKey key, byte[] context, byte[] object)
            throws IOException {
        if (flags.contains("HeaderFailure")) {
            assertThatThrownBy(() -> SealedBody.open(InMemory.stored(object), key, context))
                    .isInstanceOf(ObjectAlteredException.class);
            return;
        }
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        assertThatThrownBy(() -> {
                    try (SealedBody body = SealedBody.open(InMemory.stored(object), key, context)) {
                        body.transfer(released::write);
                    }
                })
                .isInstanceOf(ObjectAlteredException.class);
        if (released.size() > 0) {
            assertThat(flags).contains("PartialPlaintext");
            assertThat(sha512(released.toByteArray())).isEqualTo(hex(test, "msgSha512"));
        }
        assertThatThrownBy(() -> {
                    try (SealedBody body = SealedBody.open(InMemory.stored(object), key, context)) {
                        body.whole();
                    }
                })
                .isInstanceOf(ObjectAlteredException.class);
        if (flags.contains("ValidFinalChunk")) {
            try (SealedBody body = SealedBody.open(InMemory.stored(object), key, context)) {
                body.verifyEnd();
            }
        } else {
            assertThatThrownBy(() -> {
                        try (SealedBody body = SealedBody.open(InMemory.stored(object), key, context)) {
                            body.verifyEnd();
                        }
                    })
                    .isInstanceOf(ObjectAlteredException.class);
        }
    }

    private static byte[] transfer(SealedBody body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.transfer(out::write);
        return out.toByteArray();
    }

    private static byte[] hex(JsonNode test, String name) {
        return HexFormat.of().parseHex(test.get(name).asString());
    }

    private static byte[] inflate(byte[] compressed) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
