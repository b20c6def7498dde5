package dev.visor.gateway.projects;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What a project's landmarks are to be for.
 *
 * @param kind one of {@link dev.visor.policies.DeclaredUse.Use}, such as {@code measurement}
 * @param setting one of {@link dev.visor.policies.DeclaredUse.Setting}; may be left out for measurements
 * @param exception {@code medical} or {@code safety} where Article 5(1)(f) of the AI Act forbids the use otherwise
 * @param reason why the exception is claimed; it may name somebody, so it prints as nothing
 * @param law the law that allows deception detection or security screening
 * @param notice how, and since when, the persons are told that their emotions are inferred
 */
record NewUse(
        @NotNull String kind,
        @Nullable String setting,
        @Nullable String exception,
        @Nullable String reason,
        @Nullable String law,
        @Nullable String notice) {

    @Override
    public String toString() {
        return "NewUse[" + kind + "]";
    }
}
