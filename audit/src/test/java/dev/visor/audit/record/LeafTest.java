package dev.visor.audit.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class LeafTest {

    static final Leaf GOLDEN = leaf(Map.of("decision", "allowed", "policies", "annotator-sees-own-task"));

    private static Leaf leaf(Map<String, String> facts) {
        return new Leaf(
                UUID.fromString("11111111-2222-4333-8444-555555555555"),
                "visor/abcdefgh234567ab",
                Instant.parse("2026-11-22T10:13:35.120456Z"),
                Shape.OUTCOME,
                "view.sent",
                new Actor("person:" + Hash.ZERO.toUrl(), "annotator"),
                "training of a landmark model \u20ac",
                "consent (Art. 9(2)(a) GDPR)",
                List.of(new ObjectLabel("view:66666666-7777-4888-8999-aaaaaaaaaaaa")),
                List.of(Hash.ZERO, Hash.EMPTY),
                facts,
                Map.of("actor.name", "AAECAwQF"),
                UUID.fromString("bbbbbbbb-cccc-4ddd-8eee-ffffffffffff"),
                Result.SENT,
                new ChainLink(UUID.fromString("99999999-8888-4777-8666-555555555555"), 3, 41, Hash.EMPTY),
                "AAAAAAAAAAAAAAAAAAAAAA");
    }

    @Test
    void isWrittenForEverAsTheGoldenFileSays() throws Exception {
        byte[] golden;
        try (var in = LeafTest.class.getResourceAsStream("/golden/v1/leaf.json")) {
            assertThat(in).isNotNull();
            golden = in.readAllBytes();
        }
        assertThat(new String(GOLDEN.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden, StandardCharsets.UTF_8));
        assertThat(Leaf.read(golden)).isEqualTo(GOLDEN);
        assertThat(new JsonCanonicalizer(golden).getEncodedUTF8()).isEqualTo(golden);
    }

    @Test
    void hasAtMostSixteenKibibytes() {
        Map<String, String> facts = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            facts.put("fact" + i, "x".repeat(200));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> leaf(facts).toBytes())
                .withMessageContaining("16384");
    }

    @Test
    void isRefusedInAnyOtherForm() {
        String text = new String(GOLDEN.toBytes(), StandardCharsets.UTF_8);
        List<String> altered = new ArrayList<>();
        for (String member :
                new String[] {"action", "actor", "basis", "facts", "id", "intent", "log", "objects", "outcome"}) {
            altered.add(text.replace("\"" + member + "\":", "\"" + member + "x\":"));
        }
        altered.add(text.replace("\"n\":41", "\"n\":0"));
        altered.add(text.replace("\"epoch\":3", "\"epoch\":3000000000"));
        altered.add(text.replace(".120456Z", ".12Z"));
        altered.add(text.replace("2026-11-22T", "2026-13-22T"));
        altered.add(text.replace("2026-11-22T", "2026-02-30T"));
        altered.add(text.replace("view:6", "view:X"));
        altered.add(text.replace("\"sent\"", "\"gone\""));
        altered.add(text.replace("\"shape\":\"outcome\"", "\"shape\":\"work\""));
        altered.add(text.replace("person:AAA", "Ann AAA"));
        altered.add(text.replace("bbbbbbbb-", "BBBBBBBB-"));
        altered.add(text.replace("\"v\":1", "\"v\":2"));
        for (String leaf : altered) {
            assertThat(leaf).isNotEqualTo(text);
            assertThatThrownBy(() -> Leaf.read(leaf))
                    .as(leaf)
                    .isInstanceOfAny(IllegalArgumentException.class, dev.visor.audit.json.NotCanonicalException.class);
        }
    }

    @Test
    void namesNobody() {
        for (String label : new String[] {"ann@example.org", "Ann", "person:ann", "system:Ann Otator", ""}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Actor(label, "annotator"));
        }
        assertThat(GOLDEN).hasToString("Leaf[11111111-2222-4333-8444-555555555555, view.sent]");
    }

    @Test
    void tagsDifferForEachRecordAndPerson() {
        Person one = new Person(Hash.ZERO, new byte[32]);
        Person two = new Person(Hash.ZERO, Hash.EMPTY.toBytes());
        assertThat(List.of(one.tag(1), one.tag(2), two.tag(1), two.tag(2))).doesNotHaveDuplicates();
        // HMAC-SHA-256 with 32 zero bytes over "visor-tag-v1" and eight bytes of 1, made by other means.
        assertThat(one.tag(1).toUrl()).isEqualTo("JofL7GVYk5NqqGr-SfdNLuZFv6PWODid-Pq6mLndBCo");
        assertThatIllegalArgumentException().isThrownBy(() -> one.tag(0));
    }
}
