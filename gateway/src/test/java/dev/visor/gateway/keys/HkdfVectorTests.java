package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Project Wycheproof's vectors for HKDF-SHA-512, as far as subject keys use it: no salt, one or several keys of 32 bytes in
 * their order, 32 bytes out. A longer output begins with the shorter one.
 */
class HkdfVectorTests {

    private static final String FILE = "wycheproof/hkdf_sha512_test.json";

    @TestFactory
    Stream<DynamicTest> derivesWhatTheVectorsSay() throws IOException {
        String folder = System.getenv("VISOR_VECTORS");
        if (folder == null || !Files.exists(Path.of(folder, FILE))) {
            return Stream.of(); // beside the project only
        }
        List<JsonNode> fitting = new ArrayList<>();
        for (JsonNode group : JsonMapper.shared()
                .readTree(Files.readAllBytes(Path.of(folder, FILE)))
                .get("testGroups")) {
            group.get("tests").valueStream().filter(HkdfVectorTests::fits).forEach(fitting::add);
        }
        assertThat(fitting).hasSizeGreaterThanOrEqualTo(6);
        return fitting.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.get("tcId").asInt() + " " + test.get("comment").asString(), () -> check(test)));
    }

    private static boolean fits(JsonNode test) {
        int key = hex(test, "ikm").length;
        return test.get("result").asString().equals("valid")
                && hex(test, "salt").length == 0
                && key > 0
                && key % DataKey.LENGTH == 0
                && test.get("size").asInt() >= DataKey.LENGTH;
    }

    private static void check(JsonNode test) {
        byte[] input = hex(test, "ikm");
        List<DataKey> keys = new ArrayList<>();
        for (int at = 0; at < input.length; at += DataKey.LENGTH) {
            keys.add(DataKey.taking(Arrays.copyOfRange(input, at, at + DataKey.LENGTH)));
        }
        try (DataKey derived = Hkdf.derive(keys, hex(test, "info"))) {
            assertThat(derived.getEncoded()).isEqualTo(Arrays.copyOf(hex(test, "okm"), DataKey.LENGTH));
        }
    }

    private static byte[] hex(JsonNode test, String name) {
        return HexFormat.of().parseHex(test.get(name).asString());
    }
}
