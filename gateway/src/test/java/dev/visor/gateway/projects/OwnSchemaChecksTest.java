package dev.visor.gateway.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake at a time, and each has its own name. */
class OwnSchemaChecksTest {

    private static final String GOOD = """
            {
              "id": "three",
              "title": "Three points",
              "source": "This test",
              "sides": "Ours",
              "deviations": "Invented",
              "normaliser": "between lid-right lid-left",
              "groups": [{"name": "eyes", "points": "0-1"}, {"name": "below", "points": "2"}],
              "contours": [{"name": "face", "points": "2 0-1", "closed": true}],
              "mesh": ["0 2 1"],
              "points": [
                ["lid-right", -0.5, 0, 0.01, {"place": "eye-right-outer-corner"}],
                ["lid-left", 0.5, 0, 0.01, {"place": "eye-left-outer-corner"}],
                ["below-nose", 0, 1.25, 0.03, {"key": "p3", "definition": "Half way", "between": ["nose-tip", "chin", 0.5]}]
              ]
            }
            """;

    @Test
    void takesAGoodOneAndWritesItAsItWasRead() {
        LandmarkSchema schema = read(GOOD);
        assertThat(schema.definitions()).containsExactly(null, null, "Half way");
        assertThat(schema.details().get(2).key()).isEqualTo("p3");
        assertThat(IntStream.range(0, 3).mapToObj(i -> KnownPlaces.of(schema, i)))
                .allMatch(Optional::isPresent);
        assertThat(read(SchemaText.of(schema).json())).isEqualTo(schema);
    }

    static Iterable<LandmarkSchema> shipped() {
        return LandmarkSchemas.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void writesEachShippedSchemaAsItWasRead(LandmarkSchema schema) {
        assertThat(SchemaText.read(SchemaText.of(schema).json().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(schema);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "two-of-a-name ~ \"below-nose\", 0 ~ \"lid-left\", 0",
                "no-opposite ~ \"below-nose\", 0 ~ \"below-left\", 0",
                "no-such-point ~ \"2 0-1\" ~ \"3 0-1\"",
                "no-such-point ~ \"0 2 1\" ~ \"0 2 4\"",
                "bad-normaliser ~ between lid-right lid-left ~ between lid-left lid-left",
                "bad-normaliser ~ between lid-right lid-left ~ between chin lid-left",
                "bad-deviation ~ 1.25, 0.03 ~ 1.25, 0",
                "bad-deviation ~ 1.25, 0.03 ~ 1.25, -0.1",
                "not-finite ~ 1.25, 0.03 ~ 1e999, 0.03",
                "bad-point ~ 1.25, 0.03, ~ 1.25, 0.03, 7,",
                "bad-point ~ \"key\": \"p3\" ~ \"colour\": \"p3\"",
                "bad-keys ~ \"key\": \"p3\" ~ \"key\": \"lid-left\"",
                "bad-keys ~ \"key\": \"p3\" ~ \"key\": \"P 3\"",
                "bad-names ~ \"below-nose\", 0 ~ \"below nose\", 0",
                "bad-names ~ \"below-nose\", 0 ~ \"belów-nose\", 0",
                "bad-names ~ \"name\": \"face\" ~ \"name\": \"the face\"",
                "bad-names ~ \"id\": \"three\" ~ \"id\": \"three@2\"",
                "bad-groups ~ \"points\": \"0-1\" ~ \"points\": \"0-2\"",
                "bad-lines ~ \"2 0-1\" ~ \"2\"",
                "bad-list ~ \"2 0-1\" ~ \"2, 0\"",
                "bad-place ~ \"chin\", 0.5 ~ \"chin\", 1",
                "bad-place ~ \"chin\", 0.5 ~ \"nose-tip\", 0.5",
                "bad-place ~ \"chin\", 0.5 ~ \"knee-left\", 0.5",
                "bad-place ~ \"eye-left-outer-corner\" ~ \"knee-left\"",
                "known-point ~ \"below-nose\", 0 ~ \"chin\", 0",
                "built-in ~ \"id\": \"three\" ~ \"id\": \"ibug68\"",
                "no-origin ~ \"title\": \"Three points\" ~ \"title\": \" \"",
                "bad-text ~ Half way ~ Half\\nway",
                "bad-text ~ Half way ~ Half\u202eway",
                "unreadable-schema ~ \"sides\": \"Ours\", ~ \"sides\": \"Ours\", \"sides\": \"Ours\",",
                "unreadable-schema ~ \"sides\": \"Ours\", ~ \"colour\": 1,",
                "unreadable-schema ~ [\"0 2 1\"] ~ [null]",
                "unreadable-schema ~ \"groups\": [ ~ \"groups\": [null,",
                "unreadable-schema ~ \"mesh\": ~ mesh:",
            })
    void namesTheOneMistake(String reason, String there, String instead) {
        assertThat(GOOD).contains(there);
        assertRefused(reason, GOOD.replace(there, instead));
    }

    @Test
    void tellsWhatCannotBeReadWithoutNamesOfClasses() {
        assertThatExceptionOfType(SchemaMistake.class)
                .isThrownBy(() -> read(GOOD.replace("\"sides\"", "\"colour\": 1, \"sides\"")))
                .withMessage("A landmark schema cannot be read: it has no field colour");
    }

    @Test
    void takesNoMoreThanCanBePlacedOrStored() {
        assertThat(read(points(600)).size()).isEqualTo(600);
        assertRefused("too-many-points", points(601));
        assertRefused("schema-too-large", GOOD + " ".repeat(OwnSchemaChecks.MOST_BYTES));
        assertRefused("bad-names", GOOD.replace("\"below-nose\"", "\"" + "b".repeat(65) + "\""));
        assertRefused("bad-text", GOOD.replace("Half way", "x".repeat(1001)));
    }

    private static String points(int count) {
        String rows = IntStream.range(0, count)
                .mapToObj(i -> "[\"own-" + i + "\", 0, 0, 0.1]")
                .collect(Collectors.joining(","));
        return "{\"id\": \"many\", \"title\": \"Many\", \"source\": \"Us\", \"sides\": \"None\", \"deviations\": \"None\","
                + " \"normaliser\": \"box\", \"groups\": [{\"name\": \"all\", \"points\": \"0-" + (count - 1)
                + "\"}], \"contours\": [], \"mesh\": [], \"points\": [" + rows + "]}";
    }

    private static void assertRefused(String reason, String json) {
        assertThatExceptionOfType(SchemaMistake.class)
                .isThrownBy(() -> read(json))
                .extracting(SchemaMistake::reason)
                .isEqualTo(reason);
    }

    private static LandmarkSchema read(String json) {
        return OwnSchemaChecks.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
