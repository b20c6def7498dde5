package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.List;

/** A face that a detector found. */
public sealed interface FoundFace {

    /** Where, in stored pixels. */
    Box box();

    /** How sure the detector was, 0 to 1. */
    double score();

    /**
     * A claimed face with its view.
     *
     * @param row the row of its claim
     * @param box where, in stored pixels
     * @param score how sure the detector was, 0 to 1
     * @param contour the contour of the face, from which the outline follows, in stored pixels
     * @param outline the part that may be shown, in stored pixels
     * @param exclusions the parts of the outline that belong to other faces
     * @param frame where the view lies
     * @param view a PNG; not copied, for its size
     * @param suggestion the points that an annotator starts from, in the order of the places that were asked for
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Target(
            int row,
            Box box,
            double score,
            FaceContour contour,
            Outline outline,
            List<Outline> exclusions,
            ViewFrame frame,
            byte[] view,
            SuggestedPoints suggestion)
            implements FoundFace {

        public Target {
            exclusions = List.copyOf(exclusions);
        }

        /** The points that an annotator starts from. */
        public List<ViewPoint> suggested() {
            return suggestion.points();
        }

        @Override
        public String toString() {
            return "Target[row " + row + "]";
        }
    }

    /**
     * A face that nobody claimed: masked in every view, never a task.
     *
     * @param box where, in stored pixels
     * @param score how sure the detector was, 0 to 1
     */
    record Bystander(Box box, double score) implements FoundFace {

        @Override
        public String toString() {
            return "Bystander[]";
        }
    }
}
