package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.Turn;
import dev.visor.redaction.render.ViewShape;

/**
 * What of a face a view may show.
 *
 * @param shape which part of the person
 * @param margin how far the outline reaches beyond the shape, as a share of the face oval's smallest width, 0 to 1
 * @param longestSide the most pixels that a view has on one side, 16 to 4096
 * @param smallestFace the shorter side, in stored pixels, below which a face is too small to be a target
 * @param fill the one grey of everything hidden, 0 to 255
 * @param aligned whether the view is turned until the face stands upright in it
 */
public record ViewRules(ViewShape shape, double margin, int longestSide, int smallestFace, int fill, boolean aligned) {

    public ViewRules {
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("A margin is a share of 0 to 1, not " + margin);
        }
        if (longestSide < 16 || longestSide > 4096) {
            throw new IllegalArgumentException("A view's longest side is 16 to 4096 px, not " + longestSide);
        }
        if (smallestFace < 0) {
            throw new IllegalArgumentException("The smallest face is 0 px or more, not " + smallestFace);
        }
        if (fill < 0 || fill > 255) {
            throw new IllegalArgumentException("The fill is a grey of 0 to 255, not " + fill);
        }
    }

    /** By how much the upright picture is turned for a view of this face. */
    Turn turn(FaceContour face, ImageSize stored, Orientation orientation) {
        return aligned ? Turn.levelling(stored, orientation, face.right(), face.left()) : Turn.NONE;
    }
}
