package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTextTest {

    private static final String GOOD = """
            {
              "id": "three",
              "title": "Three points",
              "source": "This test",
              "sides": "Ours",
              "deviations": "Invented",
              "normaliser": "between eye-right eye-left",
              "groups": [{"name": "eyes", "points": "0-1"}, {"name": "chin", "points": "2"}],
              "contours": [{"name": "face", "points": "2 0-1", "closed": true}],
              "mesh": ["0 2 1"],
              "points": [
                ["eye-right", -0.5, 0, 0.01],
                ["eye-left", 0.5, 0, 0.01],
                ["chin", 0, 1.25, 0.03]
              ]
            }
            """;

    @Test
    void isReadAsItIsWritten() {
        LandmarkSchema schema = read(GOOD);
        assertThat(schema.points()).containsExactly("eye-right", "eye-left", "chin");
        assertThat(schema.mean()).last().isEqualTo(new MeanPoint(0, 1.25));
        assertThat(schema.deviations()).containsExactly(0.01, 0.01, 0.03);
        assertThat(schema.edges()).containsExactly(new Edge(2, 0), new Edge(0, 1), new Edge(1, 2));
        assertThat(schema.mesh()).containsExactly(new Edge(0, 2), new Edge(2, 1));
        assertThat(schema.normaliser()).isEqualTo(new Normaliser.Between(0, 1));
        assertThat(read(GOOD.replace("between eye-right eye-left", "box")).normaliser())
                .isEqualTo(new Normaliser.Box());
    }

    /** One thing wrong in each: what is there, and what stands there instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a field too many ~ \"sides\": \"Ours\" ~ \"sides\": \"Ours\", \"colour\": \"red\"",
                "a field twice ~ \"sides\": \"Ours\" ~ \"sides\": \"Ours\", \"sides\": \"Ours\"",
                "a field too few ~ \"sides\": \"Ours\", ~ ``",
                "a blank one ~ \"sides\": \"Ours\" ~ \"sides\": \" \"",
                "a null ~ \"sides\": \"Ours\" ~ \"sides\": null",
                "no mesh ~ \"mesh\": [\"0 2 1\"], ~ ``",
                "a group's field too many ~ \"name\": \"chin\", ~ \"name\": \"chin\", \"colour\": 1,",
                "a group's field too few ~ \"name\": \"chin\", ~ ``",
                "a contour's end unsaid ~ , \"closed\": true ~ ``",
                "a run of words ~ \"2 0-1\" ~ \"chin\"",
                "a run backwards ~ \"2 0-1\" ~ \"2 1-0\"",
                "a run with two spaces ~ \"2 0-1\" ~ \"2  0-1\"",
                "an empty run ~ \"2 0-1\" ~ \"\"",
                "a huge run ~ \"2 0-1\" ~ \"0-99999999999\"",
                "a point beyond ~ \"2 0-1\" ~ \"2 3\"",
                "a place too few ~ [\"chin\", 0, 1.25, 0.03] ~ [\"chin\", 0, 1.25]",
                "a place too many ~ [\"chin\", 0, 1.25, 0.03] ~ [\"chin\", 0, 1.25, 0.03, 1]",
                "a place that is none ~ [\"chin\", 0, 1.25, 0.03] ~ [\"chin\", null, 1.25, 0.03]",
                "a place that is infinite ~ [\"chin\", 0, 1.25, 0.03] ~ [\"chin\", 1e999, 1.25, 0.03]",
                "a nameless point ~ [\"chin\", 0, 1.25, 0.03] ~ [null, 0, 1.25, 0.03]",
                "a point as a map ~ [\"chin\", 0, 1.25, 0.03] ~ {\"name\": \"chin\"}",
                "another normaliser ~ between eye-right eye-left ~ eyes",
                "one with a point too many ~ between eye-right eye-left ~ between eye-right eye-left chin",
                "one with an unknown point ~ between eye-right eye-left ~ between eye-right ear-left",
                "one of one point ~ between eye-right eye-left ~ between chin chin",
                "no name ~ \"id\": \"three\" ~ \"id\": \"\"",
            })
    void isRefusedWithOneThingWrong(String what, String there, String instead) {
        assertThat(GOOD).contains(there);
        assertThatIllegalArgumentException().as(what).isThrownBy(() -> read(GOOD.replace(there, instead)));
    }

    @Test
    void isRefusedWithSomethingBehind() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(GOOD + "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> read(""));
        assertThatIllegalArgumentException().isThrownBy(() -> read("null"));
        assertThatIllegalArgumentException().isThrownBy(() -> read(GOOD.substring(0, GOOD.length() - 3)));
    }

    private static LandmarkSchema read(String json) {
        return SchemaText.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
