package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.projects.codes.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one version says of a face beside its points.
 *
 * @param units as they were sent, in the order of their numbers, left before right
 * @param restAbsent whether the coder said that every unit and side that was asked for and is not listed is absent
 * @param expression the coder's own word; null where none is asked for, or said yet
 * @param rules the table that it was held against; null where none is asked for
 * @param attributes in the order of their names
 * @param disagreements what that table has against the coder's word
 */
public record FaceCodes(
        List<ActionUnitCode> units,
        boolean restAbsent,
        @Nullable Expression expression,
        @Nullable String rules,
        List<AttributeCode> attributes,
        List<Disagreement> disagreements) {

    public FaceCodes {
        units = List.copyOf(units);
        attributes = List.copyOf(attributes);
        disagreements = List.copyOf(disagreements);
    }

    FaceCodes with(List<Disagreement> found) {
        return new FaceCodes(units, restAbsent, expression, rules, attributes, found);
    }

    @Override
    public String toString() {
        return "FaceCodes[]";
    }
}
