package dev.visor.audit.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.json.CanonicalReader;
import dev.visor.audit.json.JsonText;
import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Readers that are fast, against slow ones that are obviously right, on leaves in which a few bytes were changed. */
class AlteredLeafTest {

    /** What JSON is made of, control characters, and the edges of each length of UTF-8. */
    private static final String LIKELY = "\"\"\"\\{}[]:,,0123456789.-eE+ abfnrtu_-AQZgw="
            + codePoints(0, 9, 0xa, 0x1f, 0x7f, 0x80, 0xe9, 0x20ac, 0xd7ff, 0xe000, 0xfb33, 0xffff, 0x1f600, 0x10ffff);

    private final long seed = Long.getLong("visor.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private static String codePoints(int... points) {
        return new String(points, 0, points.length);
    }

    private byte[] leaf() {
        boolean outcome = random.nextBoolean();
        return new Leaf(
                        new UUID(random.nextLong(), random.nextLong()),
                        "visor/abcdefgh234567ab",
                        Instant.ofEpochSecond(
                                1_700_000_000L + random.nextInt(100_000_000), random.nextInt(1_000_000) * 1000L),
                        outcome ? Shape.OUTCOME : Shape.DISCLOSURE,
                        outcome ? "view.sent" : "view.show",
                        new Actor(random.nextInt(4) == 0 ? "system:retry" : "person:" + hash().toUrl(), "annotator"),
                        "training of a landmark model, \u00e9 \u20ac " + text(),
                        "consent (Art. 9(2)(a) GDPR)",
                        List.of(
                                ObjectLabel.of("view", UUID.randomUUID()),
                                ObjectLabel.of("face-crop", UUID.randomUUID())),
                        List.of(hash(), hash()),
                        Map.of("decision", "allowed", "policies", text(), text() + "x", ""),
                        Map.of("actor.name", "c2VhbGVk".repeat(random.nextInt(20))),
                        outcome ? UUID.randomUUID() : null,
                        outcome ? Result.SENT : null,
                        new ChainLink(UUID.randomUUID(), 1 + random.nextInt(9), 1 + random.nextInt(1 << 20), hash()),
                        hash().toUrl().substring(0, 22))
                .toBytes();
    }

    private Hash hash() {
        byte[] bytes = new byte[Hash.LENGTH];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    /** Of any length, so that every kind of character comes to stand at every place of a group of eight bytes. */
    private String text() {
        StringBuilder text = new StringBuilder("t".repeat(random.nextInt(9)));
        for (int i = random.nextInt(4); i > 0; i--) {
            int[] points = LIKELY.codePoints().toArray();
            text.appendCodePoint(points[random.nextInt(points.length)]).append("u".repeat(random.nextInt(12)));
        }
        return text.toString();
    }

    /** Replaces, inserts, removes or doubles a few bytes. */
    private byte[] altered(byte[] leaf) {
        byte[] likely = LIKELY.getBytes(StandardCharsets.UTF_8);
        byte[] altered = leaf;
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(altered.length);
            int gone = random.nextInt(3) == 0 ? Math.min(random.nextInt(4), altered.length - at) : 0;
            byte[] more = new byte[random.nextInt(3)];
            for (int i = 0; i < more.length; i++) {
                more[i] = random.nextInt(6) == 0
                        ? (byte) random.nextInt(256)
                        : random.nextInt(3) == 0 ? altered[at] : likely[random.nextInt(likely.length)];
            }
            boolean replace = gone == 0 && random.nextBoolean();
            int end = replace ? Math.min(altered.length, at + more.length) : at + gone;
            byte[] next = new byte[at + more.length + altered.length - end];
            System.arraycopy(altered, 0, next, 0, at);
            System.arraycopy(more, 0, next, at, more.length);
            System.arraycopy(altered, end, next, at + more.length, altered.length - end);
            altered = next;
        }
        return altered;
    }

    private static boolean reproduces(byte[] bytes) {
        try {
            return Arrays.equals(new JsonCanonicalizer(bytes).getEncodedUTF8(), bytes);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean canonical(byte[] bytes) {
        try {
            CanonicalReader.check(bytes);
            return true;
        } catch (NotCanonicalException e) {
            return false;
        }
    }

    /** Stricter than RFC 8785 on purpose: null, fractions, exponents, integers that only some readers understand. */
    private static boolean strictlyRefused(byte[] bytes) {
        String bare = new String(bytes, StandardCharsets.UTF_8).replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
        return Pattern.compile("null|[.eE]|[0-9]{16}").matcher(bare).find();
    }

    private String named(byte[] bytes) {
        return "seed " + seed + ": " + new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void acceptsExactlyWhatTheReferenceReproduces() {
        System.out.println("AlteredLeafTest: seed " + seed);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = altered(leaf());
            boolean ours = canonical(bytes);
            boolean reference = reproduces(bytes);
            if (ours != reference && !(reference && strictlyRefused(bytes))) {
                assertThat(ours).as(named(bytes)).isEqualTo(reference);
            }
            accepted += ours ? 1 : 0;
            refused += ours ? 0 : 1;
        }
        assertThat(accepted).isGreaterThan(2_000);
        assertThat(refused).isGreaterThan(2_000);
    }

    @Test
    void readsOnlyWhatItWouldWrite() {
        System.out.println("AlteredLeafTest: seed " + seed);
        LeafReader reader = new LeafReader();
        int accepted = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = altered(leaf());
            byte[] longer = new byte[bytes.length + 20];
            System.arraycopy(bytes, 0, longer, 9, bytes.length);
            Leaf kept = read(reader, longer, 9, bytes.length);
            Leaf fresh = read(new LeafReader(), bytes, 0, bytes.length);
            if (kept == null || fresh == null) {
                assertThat(kept).as(named(bytes)).isEqualTo(fresh);
                continue;
            }
            accepted++;
            assertThat(kept.toBytes()).as(named(bytes)).isEqualTo(bytes);
            assertThat(fresh.toBytes()).as(named(bytes)).isEqualTo(bytes);
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    private static @org.jspecify.annotations.Nullable Leaf read(
            LeafReader reader, byte[] bytes, int offset, int length) {
        try {
            return reader.read(bytes, offset, length);
        } catch (NotCanonicalException | IllegalArgumentException e) {
            return null;
        }
    }

    @Test
    void takesNoMemberFromTheLeafBefore() {
        LeafReader reader = new LeafReader();
        byte[] whole = LeafTest.GOLDEN.toBytes();
        Map<?, ?> members = (Map<?, ?>) JsonText.parse(new String(whole, StandardCharsets.UTF_8));
        assertThat(members).hasSize(17);
        for (Object member : members.keySet()) {
            assertThat(read(reader, whole, 0, whole.length)).isEqualTo(LeafTest.GOLDEN);
            Map<Object, Object> fewer = new HashMap<>(members);
            fewer.remove(member);
            byte[] bytes = CanonicalJson.write(fewer);
            assertThat(read(reader, bytes, 0, bytes.length))
                    .as("without " + member)
                    .isNull();
        }
    }

    @Test
    void labelsFitTheirPatterns() {
        System.out.println("AlteredLeafTest: seed " + seed);
        Pattern object = Pattern.compile("[a-z][a-z-]{0,26}:[0-9a-f-]{36}");
        Pattern actor = Pattern.compile("person:[A-Za-z0-9_-]{43}|system:[a-z][a-z0-9-]{0,39}|anonymous");
        Pattern role = Pattern.compile("[a-z][a-z0-9-]{0,39}");
        fits(
                object,
                text -> made(() -> new ObjectLabel(text)),
                "view:" + UUID.randomUUID(),
                "a".repeat(27) + ":" + UUID.randomUUID());
        fits(
                actor,
                text -> made(() -> new Actor(text, "role")),
                "person:" + hash().toUrl(),
                "system:" + "a".repeat(40),
                "anonymous");
        fits(role, text -> made(() -> new Actor("anonymous", text)), "compliance-officer", "r".repeat(40));
    }

    private void fits(Pattern pattern, Predicate<String> ours, String... texts) {
        int fitting = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder(texts[random.nextInt(texts.length)]);
            int at = random.nextInt(text.length());
            char c = "az-09:_AZ.{}`/@[ \u00e9\u0161\u2170".charAt(random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                case 2 -> text.deleteCharAt(at);
                default -> text.setLength(at);
            }
            boolean wanted = pattern.matcher(text).matches();
            assertThat(ours.test(text.toString()))
                    .as("seed " + seed + ": " + text)
                    .isEqualTo(wanted);
            fitting += wanted ? 1 : 0;
        }
        assertThat(fitting).isGreaterThan(1_000);
    }

    private static boolean made(Runnable making) {
        try {
            making.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
