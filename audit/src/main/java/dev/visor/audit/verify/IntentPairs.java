package dev.visor.audit.verify;

import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Finding.Aspect;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
    private final Map<UUID, Long> records = new HashMap<>();
    private final Map<UUID, Leaf> open = new LinkedHashMap<>();
    private long outcomes;
    private long intents;

    IntentPairs(Findings findings) {
        this.findings = findings;
    }

    void follow(long index, Leaf leaf) {
        if (records.put(leaf.id(), index) != null) {
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
            open.put(leaf.id(), leaf);
        }
        UUID intent = leaf.intent();
        if (intent != null) {
            outcomes++;
            open.remove(intent);
            if (!records.containsKey(intent)) {
                findings.fault(
                        Aspect.COMPLETENESS,
                        "leaf " + index + ": it tells how an act ended whose intent is not in the log before it");
            }
        }
    }

    void end(@Nullable Instant signed) {
        long late = open.values().stream()
                .filter(leaf -> signed != null && leaf.time().plus(PATIENCE).isBefore(signed))
                .count();
        if (late > 0) {
            Leaf first = open.values().iterator().next();
            findings.remark(
                    Aspect.COMPLETENESS,
                    late + " intents have no outcome; the first is leaf " + records.get(first.id()) + ", "
                            + first.action());
        }
    }

    String summary() {
        return intents + " intents that want an outcome, " + outcomes + " outcomes";
    }
}
