package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.projects.LandmarkSchema;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the checks look at.
 *
 * @param points as they were placed, in the schema's order
 * @param face what they say together; null where too few of them lie on a face for that
 */
record Evidence(
        LandmarkSchema schema,
        List<Landmark> points,
        Sight sight,
        @Nullable Face face) {

    /**
     * The points as a face.
     *
     * @param seen where they were placed, under the names that they were given
     */
    record Face(FaceShape shape, ShapeLines lines, Seen seen, Naming naming, GrossErrors errors) {

        /** Pixels for a centimetre on a head four pixels wide: points at one place would pass for a face far away. */
        private static final double SMALLEST = 0.25;

        Head head() {
            return errors.head();
        }

        /** A point's index in the schema. */
        int index(int point) {
            return shape.points().get(point);
        }

        List<Integer> indices(List<Integer> some) {
            return some.stream().map(this::index).toList();
        }

        /** The indices in the schema of all points that have a place. */
        List<Integer> placed() {
            return IntStream.range(0, shape.size())
                    .filter(seen::placed)
                    .map(this::index)
                    .boxed()
                    .toList();
        }

        /** Whether a point was found to bear another's name. */
        boolean renamed(int point) {
            return naming.found().stream().anyMatch(renaming -> renaming.from().get(point) != point)
                    || errors.exchanged().stream().anyMatch(pair -> pair.a() == point || pair.b() == point);
        }

        /** Whether so many of the points are wrong that the rest says nothing, or they are all at one place. */
        boolean lost() {
            return !naming.headFound() || errors.tooMany() || !(head().camera().scale() > SMALLEST);
        }

        @Override
        public String toString() {
            return "Face[]";
        }
    }

    Face known() {
        return Objects.requireNonNull(face);
    }

    @Override
    public String toString() {
        return "Evidence[]";
    }
}
