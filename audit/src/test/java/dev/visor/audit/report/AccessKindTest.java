package dev.visor.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.record.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessKindTest {

    private static final Catalogue CATALOGUE = Catalogue.load();

    private static AccessKind kind(String action, @Nullable Result ended) {
        ActionSpec spec = CATALOGUE.find(action).orElseThrow();
        return AccessKind.of(leaf(action, spec.shape()), ended);
    }

    private static Leaf leaf(String action, Shape shape) {
        return new Leaf(
                UUID.randomUUID(),
                "visor/aaaaaaaaaaaaaaaa",
                Instant.EPOCH,
                shape,
                action,
                new Actor("person:" + Hash.ZERO.toUrl(), "annotator"),
                "training",
                "consent",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                new ChainLink(UUID.randomUUID(), 1, 1, Hash.ZERO),
                "AAAAAAAAAAAAAAAAAAAAAA");
    }

    @ParameterizedTest
    @CsvSource({
        "view.show, SHOWN, NOT_SHOWN",
        "original.show, SHOWN, NOT_SHOWN",
        "annotation.open, WORKED_ON, WORKED_ON",
        "export.download, EXPORTED, EXPORTED",
        "view.report, WITHDRAWN, WITHDRAWN",
        "subject.report, ASKED, ASKED",
        "trail.export, ASKED, ASKED",
        "trail.query, ASKED, ASKED",
    })
    void saysWhatAnActMeansDeliveredAndBrokenOff(String action, AccessKind sent, AccessKind aborted) {
        assertThat(kind(action, Result.SENT)).isEqualTo(sent);
        assertThat(kind(action, Result.ABORTED)).isEqualTo(aborted);
    }

    @Test
    void takesARefusalForARefusalWhateverWasAsked() {
        assertThat(AccessKind.of(leaf("act.refuse", Shape.REFUSAL), null)).isEqualTo(AccessKind.REFUSED);
    }

    /** What shows nothing of a face must not be counted as work on it. */
    @Test
    void takesOnlyLandmarksAndRemarksForWork() {
        assertThat(CATALOGUE.actions().stream()
                        .filter(spec -> spec.shape() != Shape.OUTCOME)
                        .map(ActionSpec::name)
                        .filter(action -> kind(action, Result.SENT) == AccessKind.WORKED_ON)
                        .map(action -> action.substring(0, action.indexOf('.')))
                        .distinct())
                .containsExactlyInAnyOrder("annotation", "comment", "note", "queue", "task");
    }
}
