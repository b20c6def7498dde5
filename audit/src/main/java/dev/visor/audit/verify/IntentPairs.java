package dev.visor.audit.verify;

import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Shape;
import dev.visor.audit.verify.Finding.Aspect;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds records against the catalogue, and outcomes against their intents. */
final class IntentPairs {

    /** An act that has not ended by then should have said so. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Catalogue catalogue = Catalogue.load();
    private final Findings findings;
    private final Map<UUID, Act> records = new HashMap<>();
    private final Map<Actor, Actor> actors = new HashMap<>();
    private final Map<UUID, Leaf> open = new LinkedHashMap<>();
    private long outcomes;
    private long intents;

    /** What has to be known of a record when another one claims to be its outcome. */
    private static final class Act {

        final long index;
        final String action;
        final Shape shape;
        final Actor actor;
        boolean ended;

        Act(long index, Leaf leaf, Actor actor) {
            this.index = index;
            // A log has few different ones and many records.
            this.action = leaf.action().intern();
            this.shape = leaf.shape();
            this.actor = actor;
        }
    }

    IntentPairs(Findings findings) {
        this.findings = findings;
    }

    void follow(long index, Leaf leaf) {
        Actor actor = Objects.requireNonNullElse(actors.putIfAbsent(leaf.actor(), leaf.actor()), leaf.actor());
        if (records.put(leaf.id(), new Act(index, leaf, actor)) != null) {
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
            ends(index, leaf, records.get(intent));
        }
    }

    /** An outcome that covers for another act, or tells an end a second time, hides what really happened. */
    private void ends(long index, Leaf outcome, @Nullable Act intent) {
        if (intent == null || intent.index == index) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "leaf " + index + ": it tells how an act ended whose intent is not in the log before it");
            return;
        }
        boolean ends = intent.shape.intent()
                && catalogue
                        .find(outcome.action())
                        .map(action -> action.ends(intent.action))
                        .orElse(true);
        if (!ends) {
            fault(
                    index,
                    "it tells how leaf " + intent.index + " ended, but " + outcome.action() + " does not end "
                            + intent.action);
        }
        if (!intent.actor.equals(outcome.actor())) {
            fault(index, "it tells how leaf " + intent.index + " ended, but somebody else acted, or in another role");
        }
        if (intent.ended) {
            fault(index, "it tells how leaf " + intent.index + " ended, which was told before");
        }
        intent.ended = true;
    }

    private void fault(long index, String what) {
        findings.fault(Aspect.INTEGRITY, "leaf " + index + ": " + what);
    }

    void end(@Nullable Instant signed) {
        long late = open.values().stream()
                .filter(leaf -> signed != null && leaf.time().plus(PATIENCE).isBefore(signed))
                .count();
        if (late > 0) {
            Leaf first = open.values().iterator().next();
            findings.remark(
                    Aspect.COMPLETENESS,
                    late + " intents have no outcome; the first is leaf "
                            + Objects.requireNonNull(records.get(first.id())).index + ", " + first.action());
        }
    }

    String summary() {
        return intents + " intents that want an outcome, " + outcomes + " outcomes";
    }
}
