package dev.visor.redaction;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.List;

/** Contours of faces that nobody has. */
public final class Contours {

    private Contours() {}

    /** The ellipse in a box, its hairline at the top. */
    public static FaceContour in(Box box) {
        return turned(box, 0);
    }

    /** The ellipse in a box, turned clockwise about its centre. */
    public static FaceContour turned(Box box, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        List<ImagePoint> points = new ArrayList<>();
        for (int i = 0; i < FaceContour.POINTS; i++) {
            double angle = 2 * Math.PI * i / FaceContour.POINTS;
            double x = box.width() / 2 * Math.sin(angle);
            double y = -box.height() / 2 * Math.cos(angle);
            points.add(new ImagePoint(
                    box.centre().x() + cos * x - sin * y, box.centre().y() + sin * x + cos * y));
        }
        return new FaceContour(points);
    }
}
