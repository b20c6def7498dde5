package dev.visor.audit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    private static final String LETTERS =
            "aZ09 _-/\"\\\b\t\n\f\r\u0000\u001f\u007f\u00e9\u20ac\ud7ff\ue000\ufb33\uffff";

    private static final String LEAF = """
            {"action":"view.show","facts":{"count":"12","reason":"none"},"n":42,"objects":["view:1","view:2"],\
            "ok":true,"text":"caf\u00e9 \u20ac \\n","v":1}""";

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            if (random.nextInt(6) == 0) {
                text.appendCodePoint(0x10000 + random.nextInt(0x100000));
            } else {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return text.toString();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 3 : 5)) {
            case 0 -> text(random);
            case 1 -> random.nextLong() >> (11 + random.nextInt(50));
            case 2 -> random.nextBoolean();
            case 3 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> object(random, depth);
        };
    }

    private static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            map.put(text(random), value(random, depth + 1));
        }
        return map;
    }

    @Test
    void writesAndReadsWhatTheReferenceWrites() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] ours = CanonicalJson.write(object(random, 0));
            String text = new String(ours, StandardCharsets.UTF_8);
            assertThat(new JsonCanonicalizer(text).getEncodedString())
                    .as("seed " + seed)
                    .isEqualTo(text);
            CanonicalReader.check(ours);
        }
    }

    @Test
    void agreesWithTheReferenceOnAlteredLeaves() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] leaf = LEAF.getBytes(StandardCharsets.UTF_8);
        byte[] likely = "0123456789.-eE+\"\\{}[]:, \ntfnu\u00e9".getBytes(StandardCharsets.UTF_8);
        int accepted = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] altered = leaf.clone();
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                altered[random.nextInt(altered.length)] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt(256) : likely[random.nextInt(likely.length)];
            }
            boolean ours = accepts(altered);
            String text = new String(altered, StandardCharsets.UTF_8);
            accepted += ours ? 1 : 0;
            if (ours) {
                assertThat(reference(altered)).as("seed " + seed + ": " + text).isTrue();
            } else if (reference(altered)) {
                // Stricter on purpose: neither null nor fractions nor numbers that only some readers understand.
                assertThat(text.replaceAll("\"(\\\\.|[^\"\\\\])*\"", ""))
                        .as("seed " + seed + ": " + text)
                        .containsPattern("null|[.eE]|[0-9]{16}");
            }
        }
        assertThat(accepted).isGreaterThan(200);
    }

    private static boolean accepts(byte[] bytes) {
        try {
            CanonicalReader.check(bytes);
            return true;
        } catch (NotCanonicalException e) {
            return false;
        }
    }

    private static boolean reference(byte[] bytes) {
        try {
            return java.util.Arrays.equals(new JsonCanonicalizer(bytes).getEncodedUTF8(), bytes);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @TestFactory
    Stream<DynamicTest> acceptsThePublishedVectorsAndNotTheirInputs() throws IOException {
        String vectors = System.getenv("VISOR_VECTORS");
        Path folder = Path.of(vectors == null ? "no-vectors" : vectors, "jcs", "testdata");
        if (!Files.isDirectory(folder)) {
            return Stream.of(DynamicTest.dynamicTest("no vectors here", () -> {}));
        }
        return Stream.of("french", "structures", "unicode", "weird")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    byte[] canonical = Files.readAllBytes(folder.resolve("output/" + name + ".json"));
                    byte[] input = Files.readAllBytes(folder.resolve("input/" + name + ".json"));
                    CanonicalReader.check(canonical);
                    assertThat(accepts(input)).isFalse();
                    Object value = JsonText.parse(new String(canonical, StandardCharsets.UTF_8));
                    assertThat(CanonicalJson.write(value)).isEqualTo(canonical);
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " {}",
                "{} ",
                "{}{}",
                "{\"a\": 1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,}",
                "{,}",
                "[1,]",
                "[1 ]",
                "[,1]",
                "{\"a\"}",
                "{\"a\":}",
                "[01]",
                "[-0]",
                "[-]",
                "[+1]",
                "[1.0]",
                "[1e2]",
                "[9007199254740992]",
                "[99999999999999999999999999]",
                "[null]",
                "[tru]",
                "[True]",
                "[\"\\/\"]",
                "[\"\\u0041\"]",
                "[\"\\u000a\"]",
                "[\"\\u001F\"]",
                "[\"\\u007f\"]",
                "[\"\\ud800\"]",
                "[\"\n\"]",
                "[\"a]",
                "{\"\ufb33\":1,\"\ud83d\ude02\":1}",
                "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",
            })
    void refusesEveryOtherForm(String text) {
        assertThatThrownBy(() -> CanonicalReader.check(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NotCanonicalException.class);
    }

    @Test
    void refusesMalformedUtf8() {
        for (int[] bytes : new int[][] {
            {0x80}, {0xc0, 0x80}, {0xc1, 0xbf}, {0xe0, 0x80, 0x80}, {0xed, 0xa0, 0x80}, {0xf0, 0x80, 0x80, 0x80},
            {0xf4, 0x90, 0x80, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xff}, {0xc3}, {0xe2, 0x82}, {0xe2, 0x28, 0xa1}
        }) {
            byte[] text = new byte[bytes.length + 4];
            text[0] = '[';
            text[1] = '"';
            for (int i = 0; i < bytes.length; i++) {
                text[2 + i] = (byte) bytes[i];
            }
            text[bytes.length + 2] = '"';
            text[bytes.length + 3] = ']';
            assertThat(accepts(text)).isFalse();
        }
    }

    @Test
    void writesNeitherFractionsNorHugeIntegersNorHalfCharacters() {
        for (Object value : new Object[] {1.5, 1L << 53, -(1L << 53), "\ud800", "\udc00x", 'c'}) {
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(List.of(value)));
        }
        assertThat(CanonicalJson.writeText(List.of(CanonicalJson.LARGEST, -CanonicalJson.LARGEST)))
                .isEqualTo("[9007199254740991,-9007199254740991]");
    }
}
