package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the 68 points of iBUG 300-W lie on a face of which nothing else is known: our own mean over the meshes of five
 * people of the sample photographs who look at the camera, made symmetrical. Somewhere to start from, not a measurement.
 */
public final class MeanFace {

    /** Shares of the box around the contour of the face, from its top left corner: x, y, x, y, ... */
    private static final double[] PLACES = {
        0.003, 0.290, 0.013, 0.372, 0.023, 0.460, 0.059, 0.605,
        0.100, 0.700, 0.177, 0.815, 0.244, 0.875, 0.353, 0.959,
        0.500, 1.000, 0.647, 0.959, 0.756, 0.875, 0.823, 0.815,
        0.900, 0.700, 0.941, 0.605, 0.977, 0.460, 0.987, 0.372,
        0.997, 0.290, 0.083, 0.225, 0.128, 0.199, 0.197, 0.192,
        0.286, 0.205, 0.389, 0.222, 0.611, 0.222, 0.714, 0.205,
        0.803, 0.192, 0.872, 0.199, 0.917, 0.225, 0.500, 0.364,
        0.500, 0.470, 0.500, 0.543, 0.500, 0.600, 0.406, 0.626,
        0.445, 0.652, 0.500, 0.657, 0.555, 0.652, 0.594, 0.626,
        0.160, 0.325, 0.208, 0.305, 0.291, 0.304, 0.370, 0.351,
        0.309, 0.358, 0.231, 0.357, 0.630, 0.351, 0.709, 0.304,
        0.792, 0.305, 0.840, 0.325, 0.769, 0.357, 0.691, 0.358,
        0.303, 0.735, 0.382, 0.721, 0.441, 0.719, 0.500, 0.727,
        0.559, 0.719, 0.618, 0.721, 0.697, 0.735, 0.650, 0.795,
        0.560, 0.850, 0.500, 0.857, 0.440, 0.850, 0.350, 0.795,
        0.331, 0.737, 0.454, 0.753, 0.500, 0.756, 0.546, 0.753,
        0.669, 0.737, 0.549, 0.793, 0.500, 0.797, 0.451, 0.793,
    };

    private MeanFace() {}

    /** The 68 points of an upright face that fills a box, in the box's coordinates and in the order of 300-W. */
    public static List<ImagePoint> in(Box box) {
        List<ImagePoint> points = new ArrayList<>(Ibug68.POINTS);
        for (int i = 0; i < Ibug68.POINTS; i++) {
            points.add(
                    new ImagePoint(box.x() + PLACES[2 * i] * box.width(), box.y() + PLACES[2 * i + 1] * box.height()));
        }
        return points;
    }
}
