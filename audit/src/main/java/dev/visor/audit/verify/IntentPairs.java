package dev.visor.audit.verify;

import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Shape;
import dev.visor.audit.verify.Finding.Aspect;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds records against the catalogue, and outcomes against their intents. */
final class IntentPairs {

    /** An act that has not ended by then should have said so. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Catalogue catalogue = Catalogue.load();
    private final Findings findings;
    private final Records records = new Records();
    private final Numbers<Kind> kinds = new Numbers<>();
    private final Numbers<Actor> actors = new Numbers<>();

    /** What was begun and has not ended. */
    private final Map<UUID, Instant> open = new LinkedHashMap<>();

    private long outcomes;

    /** Outcomes of acts whose records may be among those that were removed. */
    private long orphaned;

    private long intents;

    /** What has to be known of an act when another record claims to be its outcome. */
    private record Kind(String action, Shape shape) {}

    IntentPairs(Findings findings) {
        this.findings = findings;
    }

    /**
     * Follows one record.
     *
     * @param gone behind which leaf the last bundle ends that is not there; 0 where all are
     */
    void follow(long index, Leaf leaf, long gone) {
        int actor = actors.of(leaf.actor());
        if (!records.put(leaf.id(), index, kinds.of(new Kind(leaf.action(), leaf.shape())), actor)) {
            findings.fault(Aspect.INTEGRITY, "leaf " + index + ": the same record stands in the log twice");
        }
        Optional<ActionSpec> action = catalogue.find(leaf.action());
        if (action.isEmpty()) {
            findings.remark(
                    Aspect.COMPLETENESS, "leaf " + index + ": this verifier does not know the action " + leaf.action());
        } else if (action.get().shape() != leaf.shape()) {
            findings.fault(
                    Aspect.INTEGRITY, "leaf " + index + ": " + leaf.action() + " has another shape than it should");
        } else if (action.get().outcomeWanted()) {
            intents++;
            open.put(leaf.id(), leaf.time());
        }
        UUID intent = leaf.intent();
        if (intent != null) {
            outcomes++;
            open.remove(intent);
            int begun = records.find(intent);
            if (begun == Records.NONE && gone > 0) {
                orphaned++;
            } else {
                ends(index, leaf, actor, begun);
            }
        }
    }

    /** An outcome that covers for another act, or tells an end a second time, hides what really happened. */
    private void ends(long index, Leaf outcome, int actor, int intent) {
        if (intent == Records.NONE || records.leaf(intent) == index) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "leaf " + index + ": it tells how an act ended whose intent is not in the log before it");
            return;
        }
        Kind begun = kinds.get(records.kind(intent));
        boolean ends = begun.shape().intent()
                && catalogue
                        .find(outcome.action())
                        .map(action -> action.ends(begun.action()))
                        .orElse(true);
        if (!ends) {
            fault(
                    index,
                    "it tells how leaf " + records.leaf(intent) + " ended, but " + outcome.action() + " does not end "
                            + begun.action());
        }
        if (records.actor(intent) != actor) {
            fault(
                    index,
                    "it tells how leaf " + records.leaf(intent)
                            + " ended, but somebody else acted, or in another role");
        }
        if (records.end(intent)) {
            fault(index, "it tells how leaf " + records.leaf(intent) + " ended, which was told before");
        }
    }

    private void fault(long index, String what) {
        findings.fault(Aspect.INTEGRITY, "leaf " + index + ": " + what);
    }

    void end(@Nullable Instant signed) {
        if (orphaned > 0) {
            findings.remark(
                    Aspect.COMPLETENESS, orphaned + " outcomes tell of acts that are not in the entries that are left");
        }
        long late = open.values().stream()
                .filter(begun -> signed != null && begun.plus(PATIENCE).isBefore(signed))
                .count();
        if (late > 0) {
            int first = records.find(open.keySet().iterator().next());
            findings.remark(
                    Aspect.COMPLETENESS,
                    late + " intents have no outcome; the first is leaf " + records.leaf(first) + ", "
                            + kinds.get(records.kind(first)).action());
        }
    }

    String summary() {
        return intents + " intents that want an outcome, " + outcomes + " outcomes";
    }
}
