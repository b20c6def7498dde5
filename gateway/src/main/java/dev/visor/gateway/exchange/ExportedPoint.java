package dev.visor.gateway.exchange;

import dev.visor.redaction.geometry.ImagePoint;
import org.jspecify.annotations.Nullable;

/**
 * One landmark as it leaves.
 *
 * @param place in the exported raster, corner-origin; null where it has none
 * @param state the annotator's word for it: {@code visible}, {@code occluded}, {@code self-occluded}, {@code outside},
 *     {@code ambiguous} or {@code not-labelled}
 */
record ExportedPoint(@Nullable ImagePoint place, String state) {

    ExportedPoint {
        boolean mayLackPlace = switch (state) {
            case "visible", "occluded", "self-occluded", "ambiguous" -> false;
            case "outside", "not-labelled" -> true;
            default -> throw new IllegalArgumentException("No landmark is in the state " + state);
        };
        if (place == null && !mayLackPlace) {
            throw new IllegalArgumentException("A landmark in the state " + state + " has a place");
        }
        if (place != null && state.equals("not-labelled")) {
            throw new IllegalArgumentException("A landmark that is not labelled has no place");
        }
    }

    /** What COCO would say: only a point that was seen is visible, and one without a place is not labelled. */
    Visibility visibility() {
        if (place == null) {
            return Visibility.NOT_LABELLED;
        }
        return state.equals("visible") ? Visibility.VISIBLE : Visibility.HIDDEN;
    }

    @Override
    public String toString() {
        return "ExportedPoint[" + state + "]";
    }
}
