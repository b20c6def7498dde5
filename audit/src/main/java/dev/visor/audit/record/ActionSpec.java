package dev.visor.audit.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One action of the catalogue.
 *
 * @param name such as {@code view.show}
 * @param shape of its records
 * @param facts that it may carry, beside those common to all
 * @param result how the act ended; null unless the shape is {@link Shape#OUTCOME}
 * @param outcomeWanted whether an outcome record must follow
 * @param sentence what happened, for a reader who knows nothing of the code
 */
public record ActionSpec(
        String name,
        Shape shape,
        Map<String, FactSpec> facts,
        @Nullable Result result,
        boolean outcomeWanted,
        String sentence) {

    public ActionSpec {
        facts = Map.copyOf(facts);
        if ((shape == Shape.OUTCOME) != (result != null)) {
            throw new IllegalArgumentException(
                    "The action " + name + " states a result if, and only if, its shape is outcome");
        }
        if (!sentence.endsWith(".")) {
            throw new IllegalArgumentException("The action " + name + " lacks a plain sentence");
        }
    }
}
