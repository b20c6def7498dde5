package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.gateway.projects.SchemaDiff.Change;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of two versions, and which points pass from one to the other. */
class SchemaDiffTest {

    private static final String FIRST = """
            {"id": "x", "title": "T", "source": "S", "sides": "L", "deviations": "D", "normaliser": "box",
             "groups": [{"name": "a", "points": "0-2"}, {"name": "b", "points": "3"}],
             "contours": [{"name": "line", "points": "0-3", "closed": false}], "mesh": [],
             "points": [["own-right", -1, 0, 0.1], ["own-left", 1, 0, 0.1],
                        ["dot", 0, 1, 0.1, {"key": "k", "definition": "A dot"}], ["spot", 0, 2, 0.1]]}
            """;

    private static final LandmarkSchema BEFORE = read(FIRST);

    @Test
    void tellsNothingOfTheSame() {
        assertThat(SchemaDiff.between(BEFORE, BEFORE)).isEmpty();
        assertThat(PointFacts.unchanged(BEFORE, BEFORE)).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "renamed ~ [\"dot\", ~ [\"point\", ~ The point dot is now called point.",
                "redefined ~ A dot ~ Another dot ~ The definition of dot changed.",
                "deviation ~ 2, 0.1] ~ 2, 0.2] ~ The deviation of spot was 0.1 and is 0.2.",
                "mean ~ [\"dot\", 0, ~ [\"dot\", 0.5, ~ The point dot lies elsewhere in the mean shape.",
                "placed ~ \"A dot\" ~ \"A dot\", \"place\": \"chin\" ~ Where dot is suggested changed.",
                "contour ~ \"0-3\" ~ \"0-2\" ~ The contour line changed.",
                "contour ~ false ~ true ~ The contour line changed.",
                "normaliser ~ \"box\" ~ \"between own-right own-left\" ~ What errors are divided by changed.",
                "mesh ~ \"mesh\": [] ~ \"mesh\": [\"0 2\"] ~ The lines of the net changed.",
                "title ~ \"T\" ~ \"U\" ~ The title changed.",
            })
    void tellsEachChange(String kind, String there, String instead, String sentence) {
        assertThat(FIRST).contains(there);
        assertThat(SchemaDiff.between(BEFORE, read(FIRST.replace(there, instead))))
                .extracting(Change::kind, Change::sentence)
                .containsExactly(tuple(kind, sentence));
    }

    @Test
    void tellsThatPointsGoToAnotherGroup() {
        LandmarkSchema after =
                read(FIRST.replace("\"0-2\"}", "\"0-1\"}").replace("\"points\": \"3\"", "\"points\": \"2-3\""));
        assertThat(SchemaDiff.between(BEFORE, after)).extracting(Change::kind).containsExactly("grouped");
        assertThat(PointFacts.unchanged(BEFORE, after)).containsExactly(0, 1, null, 3);
    }

    /** The trap: as many points as before, with other numbers. */
    @Test
    void followsPointsThroughAnotherOrder() {
        LandmarkSchema after = read(FIRST.replace(
                        "[\"own-right\", -1, 0, 0.1], [\"own-left\", 1, 0, 0.1]",
                        "[\"own-left\", 1, 0, 0.1], [\"own-right\", -1, 0, 0.1]")
                .replace("\"0-3\"", "\"1 0 2-3\""));
        assertThat(PointFacts.unchanged(BEFORE, after)).containsExactly(1, 0, 2, 3);
        assertThat(SchemaDiff.between(BEFORE, after)).extracting(Change::kind).containsExactly("numbered", "numbered");
    }

    /** Two points that swap their names are not the points that had these names. */
    @Test
    void doesNotTakeAnotherPointForTheOneWhoseNameItHas() {
        LandmarkSchema after =
                read(FIRST.replace("\"dot\", 0, 1, 0.1, {\"key\": \"k\"", "\"spot\", 0, 1, 0.1, {\"key\": \"k\"")
                        .replace("[\"spot\", 0, 2, 0.1]", "[\"dot\", 0, 2, 0.1, {\"key\": \"spot\"}]"));
        assertThat(PointFacts.unchanged(BEFORE, after)).containsExactly(0, 1, null, null);
        assertThat(SchemaDiff.between(BEFORE, after)).extracting(Change::kind).containsExactly("renamed", "renamed");
    }

    @Test
    void tellsWhatIsNewAndWhatIsGone() {
        LandmarkSchema after = read(FIRST.replace("[\"spot\",", "[\"stain\","));
        List<Change> changes = SchemaDiff.between(BEFORE, after);
        assertThat(changes).extracting(Change::kind).containsExactly("removed", "added", "contour");
        assertThat(changes).extracting(Change::of).startsWith("spot", "stain");
        assertThat(PointFacts.unchanged(BEFORE, after)).containsExactly(0, 1, 2, null);
    }

    private static LandmarkSchema read(String json) {
        return OwnSchemaChecks.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
