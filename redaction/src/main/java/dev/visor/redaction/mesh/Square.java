package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The turned square that the network looks at, in upright pixels.
 *
 * @param centre its centre
 * @param side its side
 * @param angle by how much it is turned, in radians
 */
record Square(ImagePoint centre, double side, double angle) {

    /** The side of the network's input, in pixels. */
    static final int SIDE = 192;

    private static final double ROOM = 1.5;

    /** The square around a face, or null where the face is too large or too small to be looked at. */
    static @Nullable Square around(Box box, ImagePoint rightEye, ImagePoint leftEye) {
        double side = ROOM * Math.max(box.width(), box.height());
        double angle = Math.atan2(leftEye.y() - rightEye.y(), leftEye.x() - rightEye.x());
        return withinScales(new Square(box.centre(), side, angle));
    }

    /**
     * The square after a jolt, or null where it cannot be looked at.
     *
     * @param right by how much it is moved along its own rows, in sides
     * @param down by how much it is moved along its own columns, in sides
     * @param factor by how much it is scaled
     * @param turn by how much it is turned, in radians
     */
    @Nullable
    Square jolted(double right, double down, double factor, double turn) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        ImagePoint moved = new ImagePoint(
                centre.x() + side * (right * cos - down * sin), centre.y() + side * (right * sin + down * cos));
        return withinScales(new Square(moved, side * factor, angle + turn));
    }

    private static @Nullable Square withinScales(Square square) {
        double scale = SIDE / square.side;
        return scale > Affine.LARGEST_SCALE / 2 || scale < 2 / Affine.LARGEST_SCALE ? null : square;
    }

    /** From upright pixels to those of the network's input. */
    Affine toInput() {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return Affine.shift(-centre.x(), -centre.y())
                .then(new Affine(cos, sin, 0, -sin, cos, 0))
                .then(Affine.scale(SIDE / side))
                .then(Affine.shift(SIDE / 2.0, SIDE / 2.0));
    }

    /** The box around points; never without extent. */
    static Box bounds(List<ImagePoint> points) {
        double left = points.stream().mapToDouble(ImagePoint::x).min().orElseThrow();
        double right = points.stream().mapToDouble(ImagePoint::x).max().orElseThrow();
        double top = points.stream().mapToDouble(ImagePoint::y).min().orElseThrow();
        double bottom = points.stream().mapToDouble(ImagePoint::y).max().orElseThrow();
        return new Box(left, top, Math.max(right - left, 1e-3), Math.max(bottom - top, 1e-3));
    }
}
