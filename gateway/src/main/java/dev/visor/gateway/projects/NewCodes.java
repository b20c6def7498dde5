package dev.visor.gateway.projects;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.ExpressionRules;
import dev.visor.policies.DeclaredUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks to be said of each face beside its points.
 *
 * @param actionUnits numbers of the catalogue, or {@code "all"} for every one that a still shows
 * @param expressions whether the coder names the expression, too
 * @param rules the table that this is held against; the newest where none is named
 * @param attributes names of the list of attributes
 */
record NewCodes(
        @Nullable JsonNode actionUnits,
        @Nullable Boolean expressions,
        @Nullable String rules,
        @Nullable List<String> attributes) {

    /**
     * Checks it.
     *
     * @throws Refused (400) if the project cannot ask for this
     */
    static AskedCodes asked(@Nullable NewCodes wanted, DeclaredUse.Use use) {
        if (wanted == null) {
            return AskedCodes.none();
        }
        boolean named = Boolean.TRUE.equals(wanted.expressions);
        if (!named && wanted.rules != null) {
            throw Refused.badRequest(
                    "unwanted-rules", "A table of expressions is named where expressions are asked for.");
        }
        if (named && use != DeclaredUse.Use.EMOTION_INFERENCE) {
            throw Refused.badRequest(
                    "expressions-need-emotion-inference",
                    "An expression is an emotion that is inferred: a project asks for it where it declares the use"
                            + " emotion-inference, and for action units alone elsewhere.");
        }
        String rules = Objects.requireNonNullElse(
                wanted.rules, ExpressionRules.newest().id());
        List<String> attributes = Objects.requireNonNullElse(wanted.attributes, List.of());
        try {
            return AskedCodes.of(units(wanted.actionUnits), named ? rules : null, attributes, use);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("bad-codes", e.getMessage() + ".");
        }
    }

    private static List<Integer> units(@Nullable JsonNode wanted) {
        if (wanted == null || wanted.isNull()) {
            return List.of();
        }
        if (wanted.isString() && wanted.asString().equals("all")) {
            return AskedCodes.every();
        }
        List<Integer> units = new ArrayList<>();
        for (JsonNode number : wanted) {
            if (!number.isInt()) {
                throw new IllegalArgumentException("An action unit is a number such as 12");
            }
            units.add(number.asInt());
        }
        if (!wanted.isArray()) {
            throw new IllegalArgumentException("Action units are a list of numbers, or \"all\"");
        }
        return units;
    }
}
