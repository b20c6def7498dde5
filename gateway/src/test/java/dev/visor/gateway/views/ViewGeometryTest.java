package dev.visor.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.HeadPose;
import dev.visor.redaction.worker.SuggestedPoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A view's geometry at rest; the golden file of each version is kept for ever. */
class ViewGeometryTest {

    private static final List<ViewPoint> POINTS =
            List.of(new ViewPoint(12.25, 0.1), new ViewPoint(0.1 + 0.2, 255.5), new ViewPoint(-3.5, 640));

    /** What the golden file of version 1 holds. */
    private static final ViewGeometry FIRST = geometry(SuggestedPoints.unsure(POINTS), List.of(0, 1, 2));

    /** What the golden file of version 2 holds. */
    private static final ViewGeometry SECOND = geometry(
            new SuggestedPoints(POINTS, List.of(0.5, 1.25, 3.0), new HeadPose(-12.5, 4, 0.25)), List.of(0, 1, 2));

    /** What the golden file of version 3 holds: places for some of a schema's points. */
    private static final ViewGeometry GEOMETRY = geometry(SECOND.suggestion(), List.of(0, 2, 3));

    /** What the golden file of version 4 holds: the points of the second version of a schema. */
    private static final ViewGeometry FOURTH = geometry(SECOND.suggestion(), 2, List.of(0, 2, 3));

    private static ViewGeometry geometry(SuggestedPoints suggestion, List<Integer> points) {
        return geometry(suggestion, 1, points);
    }

    private static ViewGeometry geometry(SuggestedPoints suggestion, int schema, List<Integer> points) {
        return new ViewGeometry(
                new ViewFrame(
                        new UUID(0x1111_2222_3333_4444L, 1),
                        2,
                        new ImageSize(640, 480),
                        Orientation.QUARTER_TURN_RIGHT,
                        new ImageSize(512, 640),
                        new Affine(0, -3.2, 1088, 3.2, 0, -320)),
                new Box(100.25, 140, 120.5, 130.125),
                outline(100.5, 140.25, 210, 150, 160.75, 262),
                List.of(outline(110, 150, 112, 150, 111, 153.5), outline(200, 160, 205, 160, 202.5, 164)),
                128,
                suggestion,
                schema,
                points);
    }

    @Test
    void readsVersionOneAsItAlwaysDid() throws IOException {
        assertThat(ViewGeometry.fromJson(golden(1))).isEqualTo(FIRST);
    }

    @Test
    void readsVersionTwoAsItAlwaysDid() throws IOException {
        assertThat(ViewGeometry.fromJson(golden(2))).isEqualTo(SECOND);
    }

    @Test
    void readsVersionThreeAsItAlwaysDid() throws IOException {
        assertThat(ViewGeometry.fromJson(golden(3))).isEqualTo(GEOMETRY);
    }

    @Test
    void readsVersionFourAsItAlwaysDid() throws IOException {
        assertThat(ViewGeometry.fromJson(golden(4))).isEqualTo(FOURTH);
    }

    @Test
    void writesVersionFourAsItAlwaysDid() throws IOException {
        assertThat(new String(FOURTH.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden(4), StandardCharsets.UTF_8));
    }

    @Test
    void hasAPlaceForThePointsThatItIsFor() {
        assertThat(IntStream.range(0, 5).mapToObj(GEOMETRY::suggested))
                .containsExactly(POINTS.get(0), null, POINTS.get(1), POINTS.get(2), null);
        assertThat(GEOMETRY.deviation(0)).isEqualTo(0.5);
        assertThat(GEOMETRY.deviation(1)).isNull();
        assertThat(GEOMETRY.deviation(2)).isEqualTo(1.25);
        assertThat(GEOMETRY.deviation(3)).isEqualTo(3);
        assertThat(FIRST.deviation(0)).isNull();
    }

    @Test
    void refusesPlacesThatAreForNoPoint() {
        SuggestedPoints suggestion = SuggestedPoints.unsure(POINTS);
        for (List<Integer> points :
                List.of(List.of(0, 1), List.of(0, 1, 1), List.of(0, 2, 1), List.of(-1, 0, 1), List.of(0, 1, 2, 3))) {
            assertThatIllegalArgumentException().as("%s", points).isThrownBy(() -> geometry(suggestion, points));
        }
    }

    @Test
    void refusesAVersionOfASchemaThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> geometry(SuggestedPoints.unsure(POINTS), 0, List.of(0, 1, 2)));
    }

    @Test
    void keepsWhatIsNotKnownUnknown() {
        assertThat(ViewGeometry.fromJson(FIRST.toJson())).isEqualTo(FIRST);
    }

    @Test
    void carriesPointsBackAsTheFrameThatWasSealedDid() throws IOException {
        ViewFrame frame = ViewGeometry.fromJson(golden(1)).frame();
        ImagePoint there = frame.toImage(new ViewPoint(256, 320));
        assertThat(there.x()).isCloseTo(200, within(1e-9));
        assertThat(there.y()).isCloseTo(260, within(1e-9));
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        String golden = new String(golden(1), StandardCharsets.UTF_8);
        for (String version : List.of("0", "5", "null")) {
            byte[] other = golden.replaceFirst("\"version\":1", "\"version\":" + version)
                    .getBytes(StandardCharsets.UTF_8);
            assertThatIllegalArgumentException().as(version).isThrownBy(() -> ViewGeometry.fromJson(other));
        }
    }

    private static Outline outline(double... xy) {
        return new Outline(IntStream.range(0, xy.length / 2)
                .mapToObj(i -> new ImagePoint(xy[2 * i], xy[2 * i + 1]))
                .toList());
    }

    private static byte[] golden(int version) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ViewGeometryTest.class.getResourceAsStream("geometry-v" + version + ".json"))) {
            return in.readAllBytes();
        }
    }
}
