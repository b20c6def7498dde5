package dev.visor.gateway.views;

import dev.visor.gateway.access.Refused;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Outline;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What a redaction officer drew around a face.
 *
 * @param line the manifest's line that claims the face
 * @param outline in stored pixels, within the picture
 */
public record DrawnOutline(int line, Outline outline) {

    /**
     * Checks what a program sent.
     *
     * @param corners in stored pixels, corner-origin
     * @param stored size of the picture
     * @throws Refused (422, {@code bad-outline}) if it is no polygon on the picture
     */
    public static DrawnOutline checked(@Nullable Integer line, @Nullable List<ImagePoint> corners, ImageSize stored) {
        if (line == null) {
            throw refuse("Say which row of the manifest the face belongs to.");
        }
        if (corners == null || corners.size() < 3 || corners.size() > Outline.MOST_CORNERS) {
            throw refuse("An outline has 3 to " + Outline.MOST_CORNERS + " corners.");
        }
        for (ImagePoint corner : corners) {
            if (!(corner.x() >= 0
                    && corner.x() <= stored.width()
                    && corner.y() >= 0
                    && corner.y() <= stored.height())) {
                throw refuse("An outline lies on the picture with all its corners.");
            }
        }
        if (!(Math.abs(area(corners)) > 0)) {
            throw refuse("An outline encloses an area.");
        }
        return new DrawnOutline(line, new Outline(corners));
    }

    /** Half the sum of the corners' cross products (the shoelace formula), in square pixels. */
    private static double area(List<ImagePoint> corners) {
        double twice = 0;
        ImagePoint from = corners.getLast();
        for (ImagePoint to : corners) {
            twice += from.x() * to.y() - to.x() * from.y();
            from = to;
        }
        return twice / 2;
    }

    private static Refused refuse(String sentence) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "bad-outline", sentence);
    }

    @Override
    public String toString() {
        return "DrawnOutline[line " + line + "]";
    }
}
