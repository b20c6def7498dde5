package dev.visor.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.TagKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountingTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Instant MADE = Instant.parse("2026-11-26T12:00:00Z");
    private static final LogKeys KEYS = LogKeys.generate("visor/aaaaaaaaaaaaaaaa", new SecureRandom());

    private final List<ProvedRecord> records = new ArrayList<>();

    private Leaf add(String action, String who, String purpose, String time, @Nullable Leaf intent) {
        return add(action, who, purpose, time, intent, Map.of());
    }

    private Leaf add(
            String action, String who, String purpose, String time, @Nullable Leaf intent, Map<String, String> facts) {
        ActionSpec spec = CATALOGUE.find(action).orElseThrow();
        Leaf leaf = new Leaf(
                UUID.randomUUID(),
                "visor/aaaaaaaaaaaaaaaa",
                Instant.parse(time),
                spec.shape(),
                action,
                new Actor(
                        "person:"
                                + Hash.leaf(who.getBytes(StandardCharsets.UTF_8))
                                        .toUrl(),
                        "client"),
                purpose,
                "consent",
                List.of(),
                List.of(),
                facts,
                Map.of(),
                intent == null ? null : intent.id(),
                spec.result(),
                new ChainLink(UUID.randomUUID(), 1, 1, Hash.ZERO),
                "AAAAAAAAAAAAAAAAAAAAAA");
        int number = records.size() + 1;
        records.add(new ProvedRecord(
                number,
                new String(leaf.toBytes(), StandardCharsets.UTF_8),
                new InclusionProof(number - 1L, 100, List.of()),
                Map.of("actor", who)));
        return leaf;
    }

    private void exported(String who, String purpose, String time) {
        add("export.sent", who, purpose, time, add("export.download", who, purpose, time, null));
    }

    private SubjectReport report() {
        SignedCheckpoint head = KEYS.sign(new Checkpoint("visor/aaaaaaaaaaaaaaaa", 100, Hash.ZERO), MADE);
        return new SubjectReport("P-1", MADE, new TagKey(new byte[32]), head, KEYS.verifiers(), records, null, null);
    }

    @Test
    void givesTheFirstInFullAndSaysHowManyFollowed() {
        exported("clara", "training", "2026-01-01T08:00:00Z");
        exported("clara", "training", "2026-03-01T08:00:00Z");
        exported("clara", "training", "2026-05-01T08:00:00Z");
        exported("clara", "research", "2026-06-01T08:00:00Z");
        exported("carl", "training", "2026-07-01T08:00:00Z");

        List<Accounting.Line> lines = Accounting.of(report()).disclosures();

        assertThat(lines).hasSize(3);
        Accounting.Line first = lines.getFirst();
        assertThat(first.first().time()).isEqualTo("2026-01-01T08:00:00Z");
        assertThat(first.number()).isEqualTo(3);
        assertThat(first.last()).isEqualTo("2026-05-01T08:00:00Z");
        assertThat(first.who()).isEqualTo("clara");
        assertThat(first.what()).isEqualTo("Landmarks of the face: coordinates, and no picture");
        assertThat(lines).extracting(Accounting.Line::number).containsExactly(3, 1, 1);
        assertThat(new String(Accounting.of(report()).toJson(), StandardCharsets.UTF_8))
                .contains("\"number\":3", "\"last\":\"2026-05-01T08:00:00Z\"", "\"purpose\":\"research\"");
    }

    @Test
    void reachesSixYearsBackUnlessAskedOtherwise() {
        exported("early", "training", "2020-11-26T11:59:59Z");
        exported("clara", "training", "2020-11-26T12:00:00Z");

        assertThat(Accounting.of(report()).disclosures())
                .extracting(Accounting.Line::who)
                .containsExactly("clara");
        assertThat(Accounting.of(report(), Instant.EPOCH).disclosures()).hasSize(2);
    }

    @Test
    void listsUsesApartAndWhatOpenedNothingNowhere() throws IOException {
        add("view.show", "ann", "training", "2026-01-01T08:00:00Z", null);
        add("redaction.process", "worker", "training", "2026-01-01T08:00:00Z", null);
        add("export.create", "clara", "training", "2026-01-01T08:00:00Z", null);
        add("access.refused", "eve", "security", "2026-01-01T08:00:00Z", null, Map.of("reason", "forbidden"));
        add("batch.upload", "clara", "training", "2026-01-01T08:00:00Z", null);
        Accounting accounting = Accounting.of(report());

        assertThat(accounting.disclosures()).isEmpty();
        assertThat(accounting.uses()).extracting(Accounting.Line::who).containsExactly("ann", "worker", "clara");
        try (PDDocument pdf = Loader.loadPDF(AccountingPdf.write(accounting))) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("Disclosures None.", "Uses, which are no disclosures", "ann, client")
                    .doesNotContain("eve");
        }
    }

    /** Whoever broke a download off may have read most of it. */
    @Test
    void countsAFileThatWasBrokenOff() {
        Leaf begun = add("export.download", "clara", "training", "2026-01-01T08:00:00Z", null, Map.of("masks", "3"));
        add("export.aborted", "clara", "training", "2026-01-01T08:00:01Z", begun);
        add("export.download", "carl", "training", "2026-02-01T08:00:00Z", null);

        assertThat(Accounting.of(report()).disclosures())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.what()).contains("not known to have been sent to its end"))
                .first()
                .satisfies(line -> assertThat(line.what()).contains("as a mask"));
    }
}
