package dev.visor.redaction.render;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a person a view may show. Each shape is a convex polygon that follows from the contour of the face, so that
 * whoever knows the contour can tell what an outline may hold at the most.
 *
 * <p>All lengths are shares of the contour's height (hairline to chin) and width. A turned head is as wide as its contour is
 * narrow: from {@link FaceAxes#LEAST_WIDTH} of the height on, the width counts as that.
 */
public enum ViewShape {
    /** The face from hairline to chin. */
    FACE_OVAL("face-oval") {
        @Override
        List<ImagePoint> points(FaceContour face, FaceAxes axes, Affine upright) {
            return face.points();
        }
    },
    /** The face with the hair above it and beside it as far down as the nose; long hair ends there. */
    FACE_AND_HAIR("face-and-hair") {
        @Override
        List<ImagePoint> points(FaceContour face, FaceAxes axes, Affine upright) {
            List<ImagePoint> points = new ArrayList<>(face.points());
            for (int i = 0; i <= ARC_CORNERS; i++) {
                double angle = Math.PI * i / ARC_CORNERS;
                points.add(axes.at(HAIR_ACROSS * Math.cos(angle), HAIR_UP * Math.sin(angle)));
            }
            return points;
        }
    },
    /** The whole head with ears, hair and chin. */
    HEAD("head") {
        @Override
        List<ImagePoint> points(FaceContour face, FaceAxes axes, Affine upright) {
            List<ImagePoint> points = new ArrayList<>(face.points());
            for (int i = 0; i < 2 * ARC_CORNERS; i++) {
                double angle = Math.PI * i / ARC_CORNERS;
                points.add(axes.at(HEAD_ACROSS * Math.cos(angle), HEAD_RISE + HEAD_UP * Math.sin(angle)));
            }
            return points;
        }
    },
    /** The rectangle around the face: upright, or along the face where the view is aligned with it. */
    FACE_BOX("face-box") {
        @Override
        List<ImagePoint> points(FaceContour face, FaceAxes axes, Affine upright) {
            return axes.box(face.points());
        }
    },
    /** Head, shoulders, and below them what a body facing the camera takes to the waist, with room for hands. */
    UPPER_BODY("upper-body") {
        @Override
        List<ImagePoint> points(FaceContour face, FaceAxes axes, Affine upright) {
            List<ImagePoint> points = new ArrayList<>(HEAD.points(face, axes, upright));
            // A head may lean; the body hangs down from it.
            FaceAxes body = axes.upright(upright);
            ImagePoint chin = face.chin();
            points.add(body.from(chin, -SHOULDERS_ACROSS, -SHOULDERS_DOWN));
            points.add(body.from(chin, SHOULDERS_ACROSS, -SHOULDERS_DOWN));
            points.add(body.from(chin, BODY_ACROSS, -BODY_DOWN));
            points.add(body.from(chin, -BODY_ACROSS, -BODY_DOWN));
            return points;
        }
    };

    private static final int ARC_CORNERS = 12;

    // The crown lies a quarter of the face's height above the hairline; hair needs as much again.
    private static final double HAIR_ACROSS = 0.65;
    private static final double HAIR_UP = 0.95;

    private static final double HEAD_ACROSS = 0.8;
    private static final double HEAD_UP = 0.8;
    private static final double HEAD_RISE = 0.12;

    private static final double SHOULDERS_ACROSS = 1.7;
    private static final double SHOULDERS_DOWN = 0.4;
    private static final double BODY_ACROSS = 2;
    private static final double BODY_DOWN = 3.2;

    private final String label;

    ViewShape(String label) {
        this.label = label;
    }

    /** Whether the shape is so wide that a person is parted in it from what is behind. */
    public boolean holdsBackground() {
        return switch (this) {
            case FACE_AND_HAIR, HEAD, UPPER_BODY -> true;
            case FACE_OVAL, FACE_BOX -> false;
        };
    }

    /** The name in view profiles. */
    public String label() {
        return label;
    }

    /**
     * Finds a shape by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ViewShape labelled(String label) {
        for (ViewShape shape : values()) {
            if (shape.label.equals(label)) {
                return shape;
            }
        }
        throw new IllegalArgumentException(
                "A shape is one of face-oval, face-and-hair, head, face-box, upper-body, not " + label);
    }

    /**
     * The most that a view of this shape may show of the stored raster: convex, and grown on all sides by a share of the
     * contour's smallest width. It may reach beyond the picture.
     *
     * @param upright from the stored raster to the one in which people stand
     * @param aligned whether a box lies along the face instead of along the upright raster
     * @param margin the share, 0 to 1
     * @throws IllegalArgumentException if the contour has no height or no width
     */
    public Outline around(FaceContour face, Affine upright, boolean aligned, double margin) {
        FaceAxes own = FaceAxes.of(face);
        FaceAxes axes = this == FACE_BOX && !aligned ? own.upright(upright) : own;
        return Outlines.widened(points(face, axes, upright), margin * Outlines.width(face.points()));
    }

    abstract List<ImagePoint> points(FaceContour face, FaceAxes axes, Affine upright);
}
