package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.ViewPoint;
import java.util.List;

/**
 * The view of a face whose outline a person drew.
 *
 * @param view a PNG; not copied, for its size
 * @param suggested 68 points in the order of iBUG 300-W; where no face can be read in the outline, those of a mean face that
 *     fills it. May lie outside the view
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record DrawnView(byte[] view, List<ViewPoint> suggested) {

    public DrawnView {
        suggested = List.copyOf(suggested);
        if (suggested.size() != 68) {
            throw new IllegalArgumentException("iBUG 300-W has 68 points, not " + suggested.size());
        }
    }

    @Override
    public String toString() {
        return "DrawnView[]";
    }
}
