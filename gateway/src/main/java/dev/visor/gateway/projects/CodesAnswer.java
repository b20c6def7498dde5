package dev.visor.gateway.projects;

import dev.visor.gateway.projects.codes.ActionUnit;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.ExpressionRules;
import dev.visor.gateway.projects.codes.FaceAttributes.FaceAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project asks to be said of each face beside its points.
 *
 * @param actionUnits their numbers
 * @param rules the table that the coder's word for the expression is held against; null where none is asked for
 * @param attributes their names
 */
record CodesAnswer(List<Integer> actionUnits, @Nullable String rules, List<String> attributes) {

    /** Null where it asks for points alone. */
    static @Nullable CodesAnswer of(AskedCodes asked) {
        return asked.nothing()
                ? null
                : new CodesAnswer(
                        asked.units().stream().map(ActionUnit::number).toList(),
                        asked.rules().map(ExpressionRules::id).orElse(null),
                        asked.attributes().stream().map(FaceAttribute::id).toList());
    }
}
