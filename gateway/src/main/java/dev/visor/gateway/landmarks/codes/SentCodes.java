package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.codes.ActionUnit;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.Expression;
import dev.visor.gateway.projects.codes.ExpressionRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a program sends of a face beside its points.
 *
 * @param actionUnits each unit once, or once for each side
 * @param restAbsent whether every unit and side that is asked for and not listed is absent; without it nothing is taken for absent
 * @param expression the coder's own word
 */
public record SentCodes(
        @Nullable List<@Nullable SentUnit> actionUnits,
        @Nullable Boolean restAbsent,
        @Nullable String expression,
        @Nullable List<@Nullable SentAttribute> attributes) {

    /**
     * Checks everything against what the project asks for, and holds the expression against its table.
     *
     * @param whole whether everything that is asked for has to be there, as for handing in
     * @return null where nothing was sent, and nothing had to be
     * @throws Refused (422) naming the first thing that cannot be taken
     */
    public @Nullable FaceCodes checked(AskedCodes asked, boolean whole) {
        boolean nothing = actionUnits == null && restAbsent == null && expression == null && attributes == null;
        if (nothing && (!whole || asked.nothing())) {
            return null;
        }
        boolean rest = Boolean.TRUE.equals(restAbsent);
        Optional<ExpressionRules> rules = asked.rules();
        FaceCodes codes = new FaceCodes(
                new UnitChecks(asked.units()).checked(actionUnits, restAbsent, whole),
                rest,
                expression(rules.isPresent(), whole),
                rules.map(ExpressionRules::id).orElse(null),
                new AttributeChecks(asked.attributes()).checked(attributes, whole),
                List.of());
        Set<Integer> units = asked.units().stream().map(ActionUnit::number).collect(Collectors.toSet());
        return rules.map(table -> codes.with(new ExpressionCheck(table, codes, units).disagreements()))
                .orElse(codes);
    }

    private @Nullable Expression expression(boolean asked, boolean whole) {
        if (!asked && expression != null) {
            throw Refusals.of("expression-not-asked", "This project asks for no expression.");
        }
        if (expression == null) {
            if (asked && whole) {
                throw Refusals.of("missing-expression", "Say which expression it is, or neutral, or other.");
            }
            return null;
        }
        return Expression.named(expression)
                .orElseThrow(() -> Refusals.of(
                        "unknown-expression",
                        "An expression is happiness, sadness, surprise, fear, anger, disgust, contempt, neutral or"
                                + " other."));
    }

    @Override
    public String toString() {
        return "SentCodes[]";
    }
}
