package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import dev.visor.gateway.projects.LandmarkSchema.Origin;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandmarkSchemaTest {

    private static final List<String> POINTS = List.of("eye-right", "eye-left", "chin");

    @Test
    void mirrorsEachPointToTheOneOfTheOtherSide() {
        assertThat(schema(POINTS).flip()).containsExactly(1, 0, 2);
        assertThat(schema(List.of("cleft", "left-right", "right-left")).flip())
                .as("a side is a word of its own")
                .containsExactly(0, 2, 1);
    }

    @Test
    void joinsTheEndsOfAClosedContour() {
        LandmarkSchema schema = drawn(List.of(contour("face", true, 0, 1, 2), contour("nose", false, 2, 0)), List.of());
        assertThat(schema.edges()).containsExactly(new Edge(0, 1), new Edge(1, 2), new Edge(2, 0), new Edge(2, 0));
    }

    @Test
    void refusesPointsWithoutAnOpposite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema(List.of("chin", "eye-left")))
                .withMessageContaining("eye-right");
    }

    @Test
    void refusesPointsThatShareAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema(List.of("chin", "chin")))
                .withMessageContaining("own name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Chin", "chin ", "-chin", "chin-", "ch--in", "chin\n", "kinn.ü"})
    void refusesNamesThatAreNoWords(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> schema(List.of(name)));
    }

    @Test
    void refusesContoursThroughPointsThatDoNotExist() {
        refusesLines(List.of(contour("line", false, 0, 3)), List.of(), "not 3");
        refusesLines(List.of(contour("line", false, -1, 2)), List.of(), "not -1");
        refusesLines(List.of(), List.of(new Edge(0, 3)), "not 3");
    }

    @Test
    void refusesContoursThatShareANameOrAreNone() {
        refusesLines(List.of(contour("a", false, 0, 1), contour("a", false, 1, 2)), List.of(), "called a");
        assertThatIllegalArgumentException().isThrownBy(() -> contour("a", true, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> contour("a", true, 0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Edge(4, 4));
    }

    @Test
    void refusesGroupsThatMissAPointOrHaveItTwice() {
        refusesGroups("only 2 are", new Group("eyes", List.of(0, 1)));
        refusesGroups("two groups", new Group("eyes", List.of(0, 1)), new Group("chin", List.of(1, 2)));
        refusesGroups("twice in one", new Group("eyes", List.of(0, 1, 1, 2)));
        refusesGroups("not 3", new Group("eyes", List.of(0, 1, 2, 3)));
        refusesGroups("called eyes", new Group("eyes", List.of(0, 1)), new Group("eyes", List.of(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Group("eyes", List.of()));
    }

    @Test
    void refusesAMeasureThatItsPointsDoNotGive() {
        assertThatIllegalArgumentException().isThrownBy(() -> measured(new Normaliser.Between(0, 3), 0.1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Normaliser.Between(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> measured(new Normaliser.Box(), 0.1, 2));
        for (double bad : new double[] {0, -0.1, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> measured(new Normaliser.Box(), bad, 3));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new MeanPoint(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin("Title", " ", "Sides", "Deviations"));
    }

    private static void refusesLines(List<Contour> contours, List<Edge> mesh, String saying) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drawn(contours, mesh))
                .withMessageContaining(saying);
    }

    private static void refusesGroups(String saying, Group... groups) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(POINTS, List.of(groups), List.of(), List.of(), new Normaliser.Box(), 0.1, 3))
                .withMessageContaining(saying);
    }

    private static LandmarkSchema schema(List<String> points) {
        return of(points, List.of(all(points.size())), List.of(), List.of(), new Normaliser.Box(), 0.1, points.size());
    }

    private static LandmarkSchema drawn(List<Contour> contours, List<Edge> mesh) {
        return of(POINTS, List.of(all(3)), contours, mesh, new Normaliser.Box(), 0.1, 3);
    }

    private static LandmarkSchema measured(Normaliser normaliser, double deviation, int places) {
        return of(POINTS, List.of(all(3)), List.of(), List.of(), normaliser, deviation, places);
    }

    private static LandmarkSchema of(
            List<String> points,
            List<Group> groups,
            List<Contour> contours,
            List<Edge> mesh,
            Normaliser normaliser,
            double deviation,
            int places) {
        return new LandmarkSchema(
                "x",
                new Origin("Title", "Source", "Sides", "Deviations"),
                points,
                groups,
                contours,
                mesh,
                normaliser,
                Collections.nCopies(points.size(), deviation),
                Collections.nCopies(places, new MeanPoint(0, 0)));
    }

    private static Group all(int size) {
        return new Group("all", IntStream.range(0, size).boxed().toList());
    }

    private static Contour contour(String name, boolean closed, Integer... points) {
        return new Contour(name, List.of(points), closed);
    }
}
