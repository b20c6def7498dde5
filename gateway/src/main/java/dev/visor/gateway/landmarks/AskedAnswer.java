package dev.visor.gateway.landmarks;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.codes.ActionUnit;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.Expression;
import dev.visor.gateway.projects.codes.FaceAttributes.FaceAttribute;
import dev.visor.gateway.projects.codes.MovedPoints;
import dev.visor.gateway.projects.codes.Side;
import dev.visor.gateway.projects.codes.Sides;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a task's face beside its points.
 *
 * @param expressions the words to choose from; none where no expression is asked for
 */
record AskedAnswer(List<UnitAnswer> actionUnits, List<Expression> expressions, List<FaceAttribute> attributes) {

    /** Null where nothing is asked for. */
    static @Nullable AskedAnswer of(AskedCodes asked, LandmarkSchema schema) {
        return asked.nothing()
                ? null
                : new AskedAnswer(
                        asked.units().stream()
                                .map(unit -> UnitAnswer.of(unit, schema))
                                .toList(),
                        asked.rules().isEmpty() ? List.of() : Arrays.asList(Expression.values()),
                        asked.attributes());
    }

    /**
     * An action unit.
     *
     * @param shows what one sees, in one sentence without its end
     * @param left the indices of the points that it moves on the subject's left, those on the middle line among them
     * @param right the same on the right
     */
    record UnitAnswer(
            int number,
            String name,
            ActionUnit.Kind kind,
            String shows,
            Sides sides,
            boolean intensity,
            List<Integer> left,
            List<Integer> right) {

        static UnitAnswer of(ActionUnit unit, LandmarkSchema schema) {
            return new UnitAnswer(
                    unit.number(),
                    unit.name(),
                    unit.kind(),
                    unit.shows(),
                    unit.sides(),
                    unit.intensity(),
                    MovedPoints.of(unit, Side.LEFT, schema),
                    MovedPoints.of(unit, Side.RIGHT, schema));
        }
    }
}
