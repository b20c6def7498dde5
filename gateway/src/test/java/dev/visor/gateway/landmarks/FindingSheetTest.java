package dev.visor.gateway.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.geometry.FindingKind;
import dev.visor.gateway.landmarks.geometry.GeometryFinding;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Findings at rest, version 1; the golden file is kept for ever. */
class FindingSheetTest {

    private static final GeometryFinding SWAPPED = new GeometryFinding(FindingKind.SIDES_SWAPPED, List.of(36, 45));
    private static final GeometryFinding HIDDEN = new GeometryFinding(FindingKind.OFF_OUTLINE, List.of(16, 0, 1));
    private static final FindingSheet SHEET = new FindingSheet(true, List.of(SWAPPED, HIDDEN));

    @Test
    void readsAndWritesVersionOneAsItAlwaysDid() throws IOException {
        assertThat(FindingSheet.fromJson(golden())).isEqualTo(SHEET);
        assertThat(new String(SHEET.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden(), StandardCharsets.UTF_8));
    }

    @Test
    void keepsEveryKind() {
        for (FindingKind kind : FindingKind.values()) {
            FindingSheet sheet = new FindingSheet(false, List.of(new GeometryFinding(kind, List.of(1))));
            assertThat(FindingSheet.fromJson(sheet.toJson())).isEqualTo(sheet);
        }
    }

    @Test
    void refusesAnotherVersion() throws IOException {
        String golden = new String(golden(), StandardCharsets.UTF_8);
        for (String version : List.of("0", "2", "null")) {
            byte[] other =
                    golden.replace("\"version\":1", "\"version\":" + version).getBytes(StandardCharsets.UTF_8);
            assertThatIllegalArgumentException().as(version).isThrownBy(() -> FindingSheet.fromJson(other));
        }
    }

    @Test
    void anErrorIsTakenOnlyFromWhoeverSaysThatItIsMeantSo() {
        LandmarkSchema schema = LandmarkSchemas.named("ibug68");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> GeometryDesk.require(schema, SHEET.findings(), false))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("geometry-findings"))
                .satisfies(refused -> assertThat(refused.sentence())
                        .contains("sides-swapped (eye-right-outer-corner eye-left-outer-corner)")
                        .doesNotContain("off-outline"));
        assertThatNoException().isThrownBy(() -> GeometryDesk.require(schema, SHEET.findings(), true));
        assertThatNoException().isThrownBy(() -> GeometryDesk.require(schema, List.of(HIDDEN), false));
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(FindingSheetTest.class.getResourceAsStream("findings-v1.json"))) {
            return in.readAllBytes();
        }
    }
}
