package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Project Wycheproof's vectors for Ed25519, through the code that checks a manifest's signature. */
class ManifestVectorTests {

    private static final String FILE = "wycheproof/ed25519_test.json";

    @TestFactory
    Stream<DynamicTest> takesTheValidSignaturesAndNoOthers() throws IOException, GeneralSecurityException {
        String folder = System.getenv("VISOR_VECTORS");
        if (folder == null || !Files.exists(Path.of(folder, FILE))) {
            return Stream.of(); // beside the project only
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode group : JsonMapper.shared()
                .readTree(Files.readAllBytes(Path.of(folder, FILE)))
                .get("testGroups")) {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(hex(group, "publicKeyDer")));
            for (JsonNode test : group.get("tests")) {
                tests.add(DynamicTest.dynamicTest(
                        test.get("tcId").asInt() + " " + test.get("comment").asString(),
                        () -> assertThat(ManifestSigner.verify(key, hex(test, "msg"), hex(test, "sig")))
                                .isEqualTo(test.get("result").asString().equals("valid"))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    private static byte[] hex(JsonNode node, String name) {
        return HexFormat.of().parseHex(node.get(name).asString());
    }
}
