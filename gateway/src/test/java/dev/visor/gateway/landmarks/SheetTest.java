package dev.visor.gateway.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.landmarks.codes.ActionUnitCode;
import dev.visor.gateway.landmarks.codes.AttributeCode;
import dev.visor.gateway.landmarks.codes.Coding;
import dev.visor.gateway.landmarks.codes.Disagreement;
import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.gateway.projects.codes.Expression;
import dev.visor.gateway.projects.codes.Extent;
import dev.visor.gateway.projects.codes.Intensity;
import dev.visor.gateway.projects.codes.Side;
import dev.visor.redaction.geometry.ViewPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Points and codes at rest, versions 1 and 2; a golden file of each is kept for ever. */
class SheetTest {

    /** What both golden files hold: every state and every provenance. */
    private static final Sheet POINTS = new Sheet(
            "ibug68",
            3,
            List.of(
                    point(12.25, 0.1, PointState.VISIBLE, Provenance.SUGGESTED_UNTOUCHED, null),
                    point(0.1 + 0.2, 255.5, PointState.OCCLUDED, Provenance.CONFIRMED, null),
                    point(1e-7, 640, PointState.SELF_OCCLUDED, Provenance.MOVED, null),
                    point(-3.5, 17, PointState.OUTSIDE, Provenance.PLACED, null),
                    new Landmark(null, PointState.OUTSIDE, null, null),
                    point(5, 6, PointState.AMBIGUOUS, Provenance.PROPAGATED, "two \"edges\", \u00e4"),
                    new Landmark(null, PointState.NOT_LABELLED, null, null)),
            null);

    /** What the golden file of version 2 holds: every form of a code, and something against the coder's word. */
    private static final FaceCodes CODES = new FaceCodes(
            List.of(
                    new ActionUnitCode(4, Side.BILATERAL, new Coding.Absent()),
                    new ActionUnitCode(6, Side.BILATERAL, new Coding.Present(Intensity.B)),
                    new ActionUnitCode(12, Side.LEFT, new Coding.Present(Intensity.C)),
                    new ActionUnitCode(12, Side.RIGHT, new Coding.Present(Intensity.E)),
                    new ActionUnitCode(19, null, new Coding.Present(null)),
                    new ActionUnitCode(25, null, new Coding.NotCodable(Coding.Reason.OUT_OF_VIEW, null)),
                    new ActionUnitCode(26, null, new Coding.NotCodable(Coding.Reason.OTHER, "a \"scarf\", \u00e4"))),
            true,
            Expression.SADNESS,
            "prototypes-1",
            List.of(
                    new AttributeCode("glasses", Extent.PARTIAL, "sunglasses"),
                    new AttributeCode("hand", Extent.UNKNOWN, null)),
            List.of(new Disagreement(
                    Severity.WARNING,
                    Disagreement.ANOTHER,
                    "The coder says sadness; the table reads happiness from action units 6+12.",
                    List.of(6, 12),
                    List.of(Expression.HAPPINESS))));

    @Test
    void readsVersionOneAsItAlwaysDid() throws IOException {
        assertThat(Sheet.fromJson(golden("sheet-v1.json"))).isEqualTo(POINTS);
    }

    @Test
    void readsVersionTwo() throws IOException {
        assertThat(Sheet.fromJson(golden("sheet-v2.json"))).isEqualTo(coded());
    }

    @Test
    void writesVersionTwo() throws IOException {
        assertThat(text(coded().toJson())).isEqualTo(text(golden("sheet-v2.json")));
    }

    /** Where nothing is said beside the points, only the number tells the versions apart. */
    @Test
    void writesPointsAloneAsVersionOneDid() throws IOException {
        assertThat(text(POINTS.toJson()).replace("\"version\":2", "\"version\":1"))
                .isEqualTo(text(golden("sheet-v1.json")));
    }

    /** Version 1 knew no codes: what calls itself so and has some was made by nobody. */
    @Test
    void readsNoCodesInVersionOne() throws IOException {
        String claimed = text(golden("sheet-v2.json")).replace("\"version\":2", "\"version\":1");

        assertThat(Sheet.fromJson(claimed.getBytes(StandardCharsets.UTF_8)).codes())
                .isNull();
    }

    @Test
    void refusesCodesWithWordsThatItDoesNotKnow() throws IOException {
        String golden = text(golden("sheet-v2.json"));
        for (String word : List.of("bilateral", "out-of-view", "absent", "sadness", "partial", "warning", "\"C\"")) {
            byte[] other = golden.replaceFirst(word, word.equals("\"C\"") ? "\"F\"" : "new-word")
                    .getBytes(StandardCharsets.UTF_8);
            assertThatIllegalArgumentException()
                    .as(word)
                    .isThrownBy(() -> Sheet.fromJson(other))
                    .withMessageNotContaining("new-word");
        }
    }

    @Test
    void printsAsNothing() {
        assertThat(coded().toString()).isEqualTo("Sheet[ibug68]");
        assertThat(CODES.toString()).isEqualTo("FaceCodes[]");
        assertThat(CODES.units().toString() + CODES.attributes() + CODES.disagreements())
                .doesNotContain("12", "SADNESS", "sunglasses", "scarf", "happiness");
        assertThat(CODES.units().getLast().coding().toString()).isEqualTo("Coding[]");
    }

    @Test
    void keepsEachDoubleBitForBit() {
        double[] hard = {Math.nextUp(1.0), 1.0 / 3, Math.PI * 100, 4.35, 123456.78901234567, Double.MIN_NORMAL};
        for (double x : hard) {
            Sheet sheet =
                    new Sheet("ibug68", 1, List.of(point(x, -x, PointState.VISIBLE, Provenance.MOVED, null)), null);
            assertThat(Sheet.fromJson(sheet.toJson())).isEqualTo(sheet);
        }
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        String golden = text(golden("sheet-v1.json"));
        for (String version : List.of("0", "3", "null")) {
            byte[] other =
                    golden.replace("\"version\":1", "\"version\":" + version).getBytes(StandardCharsets.UTF_8);
            assertThatIllegalArgumentException().as(version).isThrownBy(() -> Sheet.fromJson(other));
        }
    }

    @Test
    void aPlaceHasAProvenanceAndNothingElseHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Landmark(new ViewPoint(1, 1), PointState.VISIBLE, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Landmark(null, PointState.OUTSIDE, Provenance.CONFIRMED, null));
    }

    private static Landmark point(
            double x, double y, PointState state, Provenance provenance, @Nullable String reason) {
        return new Landmark(new ViewPoint(x, y), state, provenance, reason);
    }

    private static Sheet coded() {
        return new Sheet(POINTS.schema(), POINTS.guideline(), POINTS.points(), CODES);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SheetTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
