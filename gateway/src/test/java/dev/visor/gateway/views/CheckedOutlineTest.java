package dev.visor.gateway.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.gateway.access.Refused;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Outline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which outlines a program may send: the whole picture is the most, a triangle the least. */
class CheckedOutlineTest {

    private static final ImageSize SIZE = new ImageSize(200, 100);
    private static final List<ImagePoint> WHOLE = List.of(at(0, 0), at(200, 0), at(200, 100), at(0, 100));

    @Test
    void mayReachTheBorder() {
        DrawnOutline drawn = DrawnOutline.checked(7, WHOLE, SIZE);
        assertThat(drawn.line()).isEqualTo(7);
        assertThat(drawn.outline().corners()).isEqualTo(WHOLE);
    }

    @Test
    void reachesOverNoneOfTheFourBorders() {
        double little = 1e-9;
        for (ImagePoint beyond : List.of(at(-little, 50), at(200 + 1e-6, 50), at(100, -little), at(100, 100 + 1e-6))) {
            for (int corner = 0; corner < WHOLE.size(); corner++) {
                List<ImagePoint> corners = new ArrayList<>(WHOLE);
                corners.set(corner, beyond);
                refused(7, corners);
            }
        }
    }

    @Test
    void hasThreeTo1024Corners() {
        refused(7, WHOLE.subList(0, 2));
        refused(7, List.of());
        refused(7, null);
        DrawnOutline.checked(7, WHOLE.subList(0, 3), SIZE);
        List<ImagePoint> most = new ArrayList<>();
        for (int i = 0; i < Outline.MOST_CORNERS; i++) {
            double angle = 2 * Math.PI * i / Outline.MOST_CORNERS;
            most.add(at(50 + 40 * Math.cos(angle), 50 + 40 * Math.sin(angle)));
        }
        DrawnOutline.checked(7, most, SIZE);
        most.add(at(90, 50));
        refused(7, most);
    }

    @Test
    void enclosesAnArea() {
        refused(7, List.of(at(1, 1), at(50, 50), at(99, 99)));
        refused(7, List.of(at(5, 5), at(5, 5), at(5, 5)));
    }

    @Test
    void namesItsRow() {
        refused(null, WHOLE);
    }

    @Test
    void doesNotPrintWhereAFaceIs() {
        assertThat(DrawnOutline.checked(7, WHOLE, SIZE)).hasToString("DrawnOutline[line 7]");
    }

    private static void refused(@Nullable Integer line, @Nullable List<ImagePoint> corners) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> DrawnOutline.checked(line, corners, SIZE))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("bad-outline"));
    }

    private static ImagePoint at(double x, double y) {
        return new ImagePoint(x, y);
    }
}
