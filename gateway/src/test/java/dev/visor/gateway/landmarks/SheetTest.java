package dev.visor.gateway.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.redaction.geometry.ViewPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Points at rest, version 1; the golden file is kept for ever. */
class SheetTest {

    /** What the golden file holds: every state and every provenance. */
    private static final Sheet SHEET = new Sheet(
            "ibug68",
            3,
            List.of(
                    point(12.25, 0.1, PointState.VISIBLE, Provenance.SUGGESTED_UNTOUCHED, null),
                    point(0.1 + 0.2, 255.5, PointState.OCCLUDED, Provenance.CONFIRMED, null),
                    point(1e-7, 640, PointState.SELF_OCCLUDED, Provenance.MOVED, null),
                    point(-3.5, 17, PointState.OUTSIDE, Provenance.PLACED, null),
                    new Landmark(null, PointState.OUTSIDE, null, null),
                    point(5, 6, PointState.AMBIGUOUS, Provenance.PROPAGATED, "two \"edges\", \u00e4"),
                    new Landmark(null, PointState.NOT_LABELLED, null, null)));

    @Test
    void readsVersionOneAsItAlwaysDid() throws IOException {
        assertThat(Sheet.fromJson(golden())).isEqualTo(SHEET);
    }

    @Test
    void writesVersionOneAsItAlwaysDid() throws IOException {
        assertThat(new String(SHEET.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden(), StandardCharsets.UTF_8));
    }

    @Test
    void keepsEachDoubleBitForBit() {
        double[] hard = {Math.nextUp(1.0), 1.0 / 3, Math.PI * 100, 4.35, 123456.78901234567, Double.MIN_NORMAL};
        for (double x : hard) {
            Sheet sheet = new Sheet("ibug68", 1, List.of(point(x, -x, PointState.VISIBLE, Provenance.MOVED, null)));
            assertThat(Sheet.fromJson(sheet.toJson())).isEqualTo(sheet);
        }
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        String golden = new String(golden(), StandardCharsets.UTF_8);
        for (String version : List.of("0", "2", "null")) {
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

    private static byte[] golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(SheetTest.class.getResourceAsStream("sheet-v1.json"))) {
            return in.readAllBytes();
        }
    }
}
