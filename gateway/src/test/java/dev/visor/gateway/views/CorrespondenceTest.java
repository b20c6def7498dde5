package dev.visor.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.mesh.MeanFace;
import dev.visor.redaction.mesh.Mesh;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrespondenceTest {

    private static final Mesh FACE = MeanFace.in(new Box(0, 0, 1000, 1180));

    /** Every schema of the face is suggested whole; of a body the face is. */
    @ParameterizedTest
    @CsvSource({
        "ibug68, 68",
        "ibug51, 51",
        "ibug49, 49",
        "wflw98, 98",
        "lapa106, 106",
        "cofw29, 29",
        "aflw21, 21",
        "aflw19, 19",
        "mediapipe468, 468",
        "mediapipe478, 478",
        "micro67, 67",
        "headpose5, 5",
        "box4, 4",
        "coco17, 5",
        "wholebody133, 73"
    })
    void suggestsWhatTheMeshKnows(String schema, int suggested) {
        Correspondence correspondence = Correspondence.of(LandmarkSchemas.named(schema));
        assertThat(correspondence.points()).hasSize(suggested).isSorted();
        assertThat(correspondence.places()).hasSize(suggested);
    }

    @Test
    void leavesOutWhatIsNotOfTheFace() {
        LandmarkSchema body = LandmarkSchemas.named("wholebody133");
        List<String> names = Correspondence.of(body).points().stream()
                .map(body.points()::get)
                .toList();
        assertThat(names)
                .contains("nose", "eye-left", "ear-right", "chin")
                .noneMatch(
                        name -> name.matches("(shoulder|elbow|wrist|hip|knee|ankle|heel|hand|big-toe|small-toe)-.*"));
    }

    @Test
    void takesMediaPipesPointsAsTheyAre() {
        Correspondence correspondence = Correspondence.of(LandmarkSchemas.named("mediapipe478"));
        for (int i = 0; i < Mesh.POINTS; i++) {
            assertThat(correspondence.places().get(i).in(FACE, Affine.identity()))
                    .isEqualTo(FACE.points().get(i));
        }
    }

    /**
     * On the mean face, each suggested point lies where the schema's mean shape has it. Both go back to the same mean mesh, but
     * are written down apart: a point that has another's place, here or there, is seen.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ibug68", "wflw98", "lapa106", "cofw29", "aflw21", "micro67", "mediapipe478", "box4"})
    void laysTheMeanFaceOverTheMeanShape(String id) {
        LandmarkSchema schema = LandmarkSchemas.named(id);
        List<ImagePoint> points = Correspondence.of(schema).places().stream()
                .map(place -> place.in(FACE, Affine.identity()))
                .toList();
        List<ImagePoint> mean = schema.mean().stream()
                .map(point -> new ImagePoint(point.x(), point.y()))
                .toList();
        Fit fit = Fit.of(mean, points);
        for (int i = 0; i < points.size(); i++) {
            ImagePoint there = fit.at(mean.get(i));
            // Of 1000 pixels between the temples.
            assertThat(Math.hypot(
                            there.x() - points.get(i).x(),
                            there.y() - points.get(i).y()))
                    .as(schema.points().get(i))
                    .isCloseTo(0, within(40.0));
        }
    }

    /** A scale for each axis and a shift, by least squares: nothing that could turn or mirror. */
    private record Fit(double scaleX, double shiftX, double scaleY, double shiftY) {

        static Fit of(List<ImagePoint> from, List<ImagePoint> to) {
            double[] x = line(
                    from.stream().mapToDouble(ImagePoint::x).toArray(),
                    to.stream().mapToDouble(ImagePoint::x).toArray());
            double[] y = line(
                    from.stream().mapToDouble(ImagePoint::y).toArray(),
                    to.stream().mapToDouble(ImagePoint::y).toArray());
            assertThat(x[0]).isPositive();
            assertThat(y[0]).isPositive();
            return new Fit(x[0], x[1], y[0], y[1]);
        }

        private static double[] line(double[] from, double[] to) {
            double meanFrom = IntStream.range(0, from.length)
                    .mapToDouble(i -> from[i])
                    .average()
                    .orElseThrow();
            double meanTo = IntStream.range(0, to.length)
                    .mapToDouble(i -> to[i])
                    .average()
                    .orElseThrow();
            double product = 0;
            double square = 0;
            for (int i = 0; i < from.length; i++) {
                product += (from[i] - meanFrom) * (to[i] - meanTo);
                square += (from[i] - meanFrom) * (from[i] - meanFrom);
            }
            double scale = product / square;
            return new double[] {scale, meanTo - scale * meanFrom};
        }

        ImagePoint at(ImagePoint point) {
            return new ImagePoint(scaleX * point.x() + shiftX, scaleY * point.y() + shiftY);
        }
    }
}
