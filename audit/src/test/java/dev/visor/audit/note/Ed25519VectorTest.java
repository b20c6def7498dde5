package dev.visor.audit.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Project Wycheproof's vectors for Ed25519, through the code that checks checkpoints and promises. */
class Ed25519VectorTest {

    private static final String FILE = "wycheproof/ed25519_test.json";

    @TestFactory
    Stream<DynamicTest> takesTheValidSignaturesAndNoOthers() throws IOException {
        String vectors = System.getenv("VISOR_VECTORS");
        if (vectors == null || !Files.exists(Path.of(vectors, FILE))) {
            return Stream.of(DynamicTest.dynamicTest("no vectors here", () -> {}));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Object each : list(map(JsonText.parse(Files.readString(Path.of(vectors, FILE)))), "testGroups")) {
            Map<?, ?> group = map(each);
            VerifierKey key = new VerifierKey("test", SignatureType.ED25519, hex(map(group.get("publicKey")), "pk"));
            for (Object one : list(group, "tests")) {
                Map<?, ?> test = map(one);
                tests.add(DynamicTest.dynamicTest(
                        test.get("tcId") + " " + test.get("comment"),
                        () -> assertThat(key.ed25519(hex(test, "msg"), hex(test, "sig")))
                                .isEqualTo("valid".equals(test.get("result")))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static List<?> list(Map<?, ?> value, String name) {
        return (List<?>) Objects.requireNonNull(value.get(name));
    }

    private static byte[] hex(Map<?, ?> value, String name) {
        return HexFormat.of().parseHex(String.valueOf(value.get(name)));
    }
}
