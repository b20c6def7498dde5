package dev.visor.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What records mean together. */
class AccessesTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final ObjectLabel TASK = ObjectLabel.of("task", UUID.randomUUID());
    private static final ObjectLabel VIEW = ObjectLabel.of("view", UUID.randomUUID());
    private static final Leaf AHEAD = leaf("view.show", "ann", Map.of("ahead", "yes"), null, TASK, VIEW);
    private static final Leaf SENT = leaf("view.sent", "ann", Map.of(), AHEAD, VIEW);

    private static Leaf leaf(
            String action, String who, Map<String, String> facts, @Nullable Leaf intent, ObjectLabel... objects) {
        ActionSpec spec = CATALOGUE.find(action).orElseThrow();
        return new Leaf(
                UUID.randomUUID(),
                "visor/aaaaaaaaaaaaaaaa",
                Instant.EPOCH,
                spec.shape(),
                action,
                new Actor(
                        "person:"
                                + Hash.leaf(who.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                        .toUrl(),
                        "annotator"),
                "training",
                "consent",
                List.of(objects),
                List.of(),
                facts,
                Map.of(),
                intent == null ? null : intent.id(),
                spec.result(),
                new ChainLink(UUID.randomUUID(), 1, 1, Hash.ZERO),
                "AAAAAAAAAAAAAAAAAAAAAA");
    }

    private static AccessKind fetched(Leaf... more) {
        List<Leaf> leaves = new java.util.ArrayList<>(List.of(AHEAD, SENT));
        leaves.addAll(List.of(more));
        return new Accesses(leaves).kind(AHEAD).orElseThrow();
    }

    @Test
    void whatWasFetchedAheadIsNotShownBySendingIt() {
        assertThat(fetched()).isEqualTo(AccessKind.PREFETCHED);
        assertThat(new Accesses(List.of(AHEAD)).kind(AHEAD)).contains(AccessKind.NOT_SHOWN);
        assertThat(fetched(leaf("task.release", "ann", Map.of(), null, TASK, VIEW)))
                .isEqualTo(AccessKind.PREFETCHED);
        assertThat(fetched(leaf("view.show", "ann", Map.of("ahead", "yes"), null, TASK, VIEW)))
                .isEqualTo(AccessKind.PREFETCHED);
    }

    @Test
    void whatWasBrokenOffIsNeither() {
        assertThat(new Accesses(List.of(AHEAD, leaf("view.aborted", "ann", Map.of(), AHEAD, VIEW))).kind(AHEAD))
                .contains(AccessKind.NOT_SHOWN);
    }

    /** A program that never says that it showed the picture. */
    @Test
    void anyWorkOnTheTaskShowsIt() {
        for (String action : new String[] {
            "view.shown",
            "annotation.draft",
            "annotation.submit",
            "annotation.open",
            "comment.add",
            "view.report",
            "view.show"
        }) {
            assertThat(fetched(leaf(action, "ann", Map.of(), null, TASK, VIEW)))
                    .as(action)
                    .isEqualTo(AccessKind.SHOWN);
        }
    }

    @Test
    void whatOthersDoOrWhatIsDoneElsewhereOrBeforeDoesNot() {
        Leaf draft = leaf("annotation.draft", "ann", Map.of(), null, TASK, VIEW);
        assertThat(fetched(leaf("annotation.draft", "bob", Map.of(), null, TASK, VIEW)))
                .isEqualTo(AccessKind.PREFETCHED);
        assertThat(fetched(leaf(
                        "annotation.draft", "ann", Map.of(), null, ObjectLabel.of("task", UUID.randomUUID()), VIEW)))
                .isEqualTo(AccessKind.PREFETCHED);
        assertThat(fetched(leaf("access.refused", "ann", Map.of("reason", "forbidden"), null, TASK, VIEW)))
                .isEqualTo(AccessKind.PREFETCHED);
        assertThat(new Accesses(List.of(draft, AHEAD, SENT)).kind(AHEAD)).contains(AccessKind.PREFETCHED);
    }

    @Test
    void knowsWhatWasWithdrawnLater() {
        Leaf report = leaf("view.report", "ann", Map.of(), null, TASK, VIEW);
        Leaf later = leaf("view.show", "ann", Map.of(), null, TASK, VIEW);
        Accesses accesses = new Accesses(List.of(AHEAD, SENT, report, later));

        assertThat(accesses.withdrawn(AHEAD)).contains(report.time());
        assertThat(accesses.withdrawn(report)).isEmpty();
        assertThat(accesses.withdrawn(later)).isEmpty();
    }
}
