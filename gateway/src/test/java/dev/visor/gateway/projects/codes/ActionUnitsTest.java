package dev.visor.gateway.projects.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of action units: what it has, and that a wrong one is not read. */
class ActionUnitsTest {

    private static final String WHOLE = new String(StrictJson.shipped("facs.json"), StandardCharsets.UTF_8);

    @Test
    void hasTheCodesOfTheManual() {
        List<Integer> wanted = new ArrayList<>(List.of(1, 2, 4, 5, 6, 7, 8, 9));
        IntStream.rangeClosed(10, 39).forEach(wanted::add);
        wanted.removeAll(List.of(3, 40));
        wanted.addAll(
                List.of(43, 45, 46, 51, 52, 53, 54, 55, 56, 57, 58, 61, 62, 63, 64, 65, 66, 69, 70, 71, 72, 73, 74));

        assertThat(ActionUnits.facs().units()).extracting(ActionUnit::number).isEqualTo(wanted);
        assertThat(ActionUnits.facs().source()).contains("Ekman", "Friesen", "Hager", "2002");
    }

    @Test
    void saysWhatEachUnitIs() {
        ActionUnit puller = unit(12);
        assertThat(puller.name()).isEqualTo("Lip corner puller");
        assertThat(puller.muscle()).isEqualTo("Zygomaticus major");
        assertThat(puller.sides()).isEqualTo(Sides.ANY);
        assertThat(puller.intensity()).isTrue();
        assertThat(unit(26).sides()).isEqualTo(Sides.NONE);
        assertThat(unit(30).sides()).isEqualTo(Sides.ONE);
        assertThat(unit(19).intensity()).isFalse();
        assertThat(unit(72).kind()).isEqualTo(ActionUnit.Kind.VISIBILITY);
        assertThat(ActionUnits.facs().onStills())
                .extracting(ActionUnit::number)
                .contains(43)
                .doesNotContain(45, 46);
    }

    /** On one side it moves that side's points and those in the middle, and none of the other's. */
    @Test
    void movesPointsOfTheSubjectsOwnSide() {
        for (ActionUnit unit : ActionUnits.facs().units()) {
            TreeSet<String> both = new TreeSet<>(unit.pointsOn(Side.LEFT));
            both.addAll(unit.pointsOn(Side.RIGHT));
            assertThat(both)
                    .as("unit %s", unit.number())
                    .containsExactlyInAnyOrderElementsOf(unit.pointsOn(Side.BILATERAL));
            assertThat(unit.pointsOn(Side.LEFT)).noneMatch(point -> point.contains("right"));
            assertThat(unit.pointsOn(Side.RIGHT)).noneMatch(point -> point.contains("left"));
        }
        assertThat(unit(1).pointsOn(Side.LEFT)).contains("brow-left-inner").doesNotContain("brow-right-inner");
        assertThat(unit(26).pointsOn(Side.LEFT)).contains("chin");
    }

    /** The same places under every schema that has them, those of MediaPipe's mesh by its vertices. */
    @Test
    void resolvesInSchemasByName() {
        LandmarkSchema ibug = LandmarkSchemas.named("ibug68");
        assertThat(MovedPoints.of(unit(12), Side.LEFT, ibug))
                .contains(ibug.points().indexOf("lip-outer-left-corner"))
                .doesNotContain(ibug.points().indexOf("lip-outer-right-corner"));
        LandmarkSchema micro = LandmarkSchemas.named("micro67");
        assertThat(MovedPoints.of(unit(6), Side.RIGHT, micro))
                .contains(micro.points().indexOf("cheek-right-malar"));
        assertThat(MovedPoints.of(unit(12), Side.LEFT, LandmarkSchemas.named("mediapipe468")))
                .as("291 is the left corner of the mouth, 61 the right one")
                .contains(291)
                .doesNotContain(61);
        assertThat(MovedPoints.of(unit(12), Side.LEFT, LandmarkSchemas.named("headpose5")))
                .isEmpty();
        assertThat(MovedPoints.of(unit(53), Side.LEFT, ibug)).hasSize(68);
    }

    /** Under the two schemas that whole faces are mostly coded with, each movement of the face moves something. */
    @ParameterizedTest
    @ValueSource(strings = {"ibug68", "wflw98", "micro67", "mediapipe478"})
    void movesSomethingUnderSchemasOfTheWholeFace(String id) {
        LandmarkSchema schema = LandmarkSchemas.named(id);
        List<Integer> still = new ArrayList<>();
        for (ActionUnit unit : ActionUnits.facs().units()) {
            if (unit.kind() == ActionUnit.Kind.ACTION_UNIT
                    && MovedPoints.of(unit, Side.BILATERAL, schema).isEmpty()) {
                still.add(unit.number());
            }
        }
        assertThat(still).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"number\": 2, | \"number\": 1, | each once",
                "\"number\": 1, | \"number\": 5, | order of their numbers",
                "\"number\": 74, | \"number\": 100, | from 1 to 99",
                "brow-*-inner brow | brow-*-inner brow-*-inner brow | twice",
                "brow-*-inner brow | brow-*-innermost brow | unknown point",
                "\"sides\": \"any\" | \"sides\": \"some\" | cannot be read",
                "\"intensity\": true, |  | cannot be read",
                "\"shows\": \"The jaw is pushed forward\" | \"shows\": \" \" | unsaid",
                "\"kind\": \"head\" | \"kind\": \"head\", \"kind\": \"eyes\" | cannot be read",
                "\"leftOut\" | \"more\": 1, \"leftOut\" | cannot be read"
            })
    void refusesACatalogueThatIsWrong(String was, String is, String why) {
        assertThat(WHOLE).contains(was);
        String wrong = WHOLE.replaceFirst(java.util.regex.Pattern.quote(was), is == null ? "" : is);

        assertThatIllegalArgumentExceptionOf(wrong, why);
    }

    private static void assertThatIllegalArgumentExceptionOf(String text, String why) {
        assertThatThrownBy(() -> ActionUnits.read(text.getBytes(StandardCharsets.UTF_8)))
                .hasStackTraceContaining(why)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAttributesOfOneName() {
        String two = new String(StrictJson.shipped("attributes.json"), StandardCharsets.UTF_8)
                .replace("\"id\": \"hand\"", "\"id\": \"mask\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaceAttributes.read(two.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("Two attributes");
    }

    private static ActionUnit unit(int number) {
        return ActionUnits.numbered(number).orElseThrow();
    }
}
