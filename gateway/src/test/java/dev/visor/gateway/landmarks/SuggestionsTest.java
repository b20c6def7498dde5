package dev.visor.gateway.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.policies.ViewProfile;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.worker.SuggestedPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which points a view asks for: one in the outline, one that another's face covers, one beside the outline. */
class SuggestionsTest {

    private static final List<ViewPoint> POINTS =
            List.of(new ViewPoint(20, 20), new ViewPoint(35, 20), new ViewPoint(70, 20));

    @Test
    void asksForAllPointsWhereTheProfileSaysSo() {
        List<Landmark> points =
                Suggestions.on(geometry(), profile(true), List.of(0, 1, 2)).points();
        assertThat(points).extracting(Landmark::place).isEqualTo(POINTS);
        assertThat(points).extracting(Landmark::provenance).containsOnly(Provenance.SUGGESTED_UNTOUCHED);
    }

    @Test
    void asksForNoHiddenPointWhereTheProfileDoesNot() {
        List<Landmark> points =
                Suggestions.on(geometry(), profile(false), List.of(0, 1, 2)).points();
        assertThat(points).extracting(Landmark::place).containsExactly(POINTS.getFirst(), null, null);
        assertThat(points)
                .extracting(Landmark::state)
                .containsExactly(PointState.VISIBLE, PointState.NOT_LABELLED, PointState.NOT_LABELLED);
    }

    /** The mesh knows nothing of some points: whoever works on the face places them, and nobody says they were suggested. */
    @Test
    void leavesAPointOpenOfWhichNothingIsSuggested() {
        Suggestions suggestions = Suggestions.on(geometry(), profile(true), List.of(0, 1, 2, 3, 4));
        List<Landmark> points = new ArrayList<>(suggestions.points());
        assertThat(points)
                .extracting(Landmark::place)
                .containsExactly(POINTS.get(0), POINTS.get(1), POINTS.get(2), null, null);
        assertThat(points.getLast().provenance()).isNull();
        points.set(4, new Landmark(POINTS.get(1), PointState.VISIBLE, Provenance.CONFIRMED, null));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> suggestions.check(points));
        points.set(4, new Landmark(POINTS.get(1), PointState.VISIBLE, Provenance.PLACED, null));
        suggestions.check(points);
    }

    @Test
    void letsNobodySayThatAPointWhichWasNotOfferedWas() {
        Suggestions suggestions = Suggestions.on(geometry(), profile(false), List.of(0, 1, 2));
        List<Landmark> points = List.of(
                suggestions.points().getFirst(),
                new Landmark(POINTS.get(1), PointState.VISIBLE, Provenance.SUGGESTED_UNTOUCHED, null),
                suggestions.points().getLast());
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> suggestions.check(points));
        suggestions.check(suggestions.points());
    }

    @Test
    void saysHowSureEachPointIsThatIsAskedFor() {
        assertThat(Suggestions.on(geometry(), profile(true), List.of(0, 1, 2, 3))
                        .deviations())
                .containsExactly(1.5, 2.5, 3.5, null);
        assertThat(Suggestions.on(geometry(), profile(false), List.of(0, 1, 2, 3))
                        .deviations())
                .containsExactly(1.5, null, null, null);
    }

    private static ViewGeometry geometry() {
        ImageSize size = new ImageSize(100, 50);
        return new ViewGeometry(
                new ViewFrame(new UUID(1, 2), 1, size, Orientation.UPRIGHT, size, Affine.identity()),
                new Box(10, 10, 40, 20),
                square(10, 50),
                List.of(square(30, 50)),
                128,
                new SuggestedPoints(POINTS, List.of(1.5, 2.5, 3.5), null),
                1,
                List.of(0, 1, 2));
    }

    private static Outline square(double left, double right) {
        return new Outline(List.of(
                new ImagePoint(left, 5),
                new ImagePoint(right, 5),
                new ImagePoint(right, 45),
                new ImagePoint(left, 45)));
    }

    private static ViewProfile profile(boolean hiddenPointsAsked) {
        return new ViewProfile("p", "A profile.", "face-oval", 0.15, 1024, 48, 128, false, hiddenPointsAsked);
    }
}
