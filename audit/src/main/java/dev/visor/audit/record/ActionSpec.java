package dev.visor.audit.record;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One action of the catalogue.
 *
 * @param name such as {@code view.show}
 * @param shape of its records
 * @param facts that it may carry, beside those common to all
 * @param result how the act ended; null unless the shape is {@link Shape#OUTCOME}
 * @param intents which actions it ends; empty for any, and for whatever is no outcome
 * @param outcomeWanted whether an outcome record must follow
 * @param sentence what happened, for a reader who knows nothing of the code
 */
public record ActionSpec(
        String name,
        Shape shape,
        Map<String, FactSpec> facts,
        @Nullable Result result,
        Set<String> intents,
        boolean outcomeWanted,
        String sentence) {

    public ActionSpec {
        facts = Map.copyOf(facts);
        intents = Set.copyOf(intents);
        if ((shape == Shape.OUTCOME) != (result != null)) {
            throw new IllegalArgumentException(
                    "The action " + name + " states a result if, and only if, its shape is outcome");
        }
        if (!sentence.endsWith(".")) {
            throw new IllegalArgumentException("The action " + name + " lacks a plain sentence");
        }
    }

    /** Whether its records may be the outcome of that action's. */
    public boolean ends(String intent) {
        return result != null && (intents.isEmpty() || intents.contains(intent));
    }
}
