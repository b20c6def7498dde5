package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.ViewPoint;
import java.util.List;

/**
 * The view of a face whose outline a person drew.
 *
 * @param view a PNG; not copied, for its size
 * @param suggestion the points that an annotator starts from, in the order of the places that were asked for; where no face
 *     can be read in the outline, those of a mean face that fills it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record DrawnView(byte[] view, SuggestedPoints suggestion) {

    /** The points that an annotator starts from. */
    public List<ViewPoint> suggested() {
        return suggestion.points();
    }

    @Override
    public String toString() {
        return "DrawnView[]";
    }
}
