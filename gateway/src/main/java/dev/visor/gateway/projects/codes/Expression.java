package dev.visor.gateway.projects.codes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A word for an expression. Closed, because tables and exports rest on it. */
public enum Expression {
    HAPPINESS,
    SADNESS,
    SURPRISE,
    FEAR,
    ANGER,
    DISGUST,
    CONTEMPT,
    /** No expression. */
    NEUTRAL,
    /** An expression that has none of these names. */
    OTHER;

    /** The expression of that name. */
    public static Optional<Expression> named(String name) {
        return Arrays.stream(values())
                .filter(expression -> expression.label().equals(name))
                .findFirst();
    }

    /** The name in requests, payloads and exports. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a table has patterns for it. */
    public boolean hasPatterns() {
        return this != NEUTRAL && this != OTHER;
    }
}
