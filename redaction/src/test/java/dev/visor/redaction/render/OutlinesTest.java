package dev.visor.redaction.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlinesTest {

    private static final double MARGIN = 0.15;

    @Test
    void growsAnOutlineByTheMarginOnAllSides() {
        List<ImagePoint> corners = oval(0);
        Outline grown = Outlines.grown(corners, MARGIN);
        assertThat(corners).allMatch(grown::contains);
        assertThat(margin(corners)).isEqualTo(MARGIN * 60, within(0.01));
        assertThat(grown.bounds().width()).isEqualTo(60 + 2 * MARGIN * 60, within(0.1));
        assertThat(grown.bounds().height()).isEqualTo(100 + 2 * MARGIN * 60, within(0.1));
    }

    @Test
    void growsATiltedFaceByAsMuchAsAnUprightOne() {
        double upright = margin(oval(0));
        for (int degrees = 1; degrees < 180; degrees++) {
            assertThat(margin(oval(Math.toRadians(degrees))))
                    .as("turned by %d degrees", degrees)
                    .isEqualTo(upright, within(1e-6));
        }
    }

    /** An oval of 60 to 100 px, turned. */
    private static List<ImagePoint> oval(double turn) {
        List<ImagePoint> corners = new ArrayList<>();
        for (int i = 0; i < 360; i++) {
            double x = 30 * Math.cos(Math.toRadians(i));
            double y = 50 * Math.sin(Math.toRadians(i));
            corners.add(new ImagePoint(
                    200 + x * Math.cos(turn) - y * Math.sin(turn), 200 + x * Math.sin(turn) + y * Math.cos(turn)));
        }
        return corners;
    }

    /** How far each corner of the grown outline is from the nearest of the face: the same for all of them. */
    private static double margin(List<ImagePoint> face) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (ImagePoint corner : Outlines.grown(face, MARGIN).corners()) {
            double nearest = face.stream()
                    .mapToDouble(other -> Math.hypot(other.x() - corner.x(), other.y() - corner.y()))
                    .min()
                    .orElseThrow();
            least = Math.min(least, nearest);
            most = Math.max(most, nearest);
        }
        assertThat(most - least).isLessThan(1e-6);
        return most;
    }
}
