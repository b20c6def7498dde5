package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Refused;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A point as a program sends it: anything may be missing or wrong.
 *
 * @param x view pixels from the left edge of the view
 * @param y view pixels from its top edge
 * @param provenance how it came to its place; for a point without one it says nothing, may be missing and is not kept
 * @param deviation what the gateway said of a suggestion; it may come back, says nothing and is not kept
 */
record Placement(
        @Nullable Double x,
        @Nullable Double y,
        @Nullable String state,
        @Nullable String provenance,
        @Nullable String reason,
        @Nullable Double deviation) {

    private static final int LONGEST_REASON = 200;
    /** How far outside of the view a point may be said to lie, in sides of the view. */
    private static final double REACH = 4;

    /**
     * Checks points against the schema and the view.
     *
     * @param count how many points the schema has
     * @throws Refused (422) naming the first point that cannot be taken
     */
    static List<Landmark> checked(@Nullable List<@Nullable Placement> sent, int count, ImageSize view) {
        if (sent == null || sent.size() != count) {
            throw refuse(
                    "wrong-count",
                    "The schema has " + count + " points, not " + (sent == null ? 0 : sent.size()) + ".");
        }
        List<Landmark> checked = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Placement placement = sent.get(i);
            if (placement == null) {
                throw refuse("missing-point", "Point " + i + " is missing.");
            }
            checked.add(placement.checked(i, view));
        }
        return checked;
    }

    private Landmark checked(int index, ImageSize view) {
        PointState known;
        @Nullable Provenance how;
        try {
            known = PointState.labelled(String.valueOf(state));
            how = provenance == null ? null : Provenance.labelled(provenance);
        } catch (IllegalArgumentException e) {
            throw refuse("unknown-state", "Point " + index + ": " + e.getMessage() + ".");
        }
        if ((x == null) != (y == null)) {
            throw refuse("half-a-place", "Point " + index + " has one coordinate only.");
        }
        ViewPoint place = x == null || y == null ? null : place(index, x, y, known, view);
        if (place == null && known.placed()) {
            throw refuse("no-place", "Point " + index + " needs a place in state " + known.label() + ".");
        }
        if (place != null && known == PointState.NOT_LABELLED) {
            throw refuse("unwanted-place", "Point " + index + " is not labelled and has no place.");
        }
        checkProvenance(index, place, how);
        boolean said = reason != null && !reason.isBlank();
        if ((known == PointState.AMBIGUOUS && !said)
                || (said && !known.reasoned())
                || (reason != null && reason.length() > LONGEST_REASON)) {
            throw refuse(
                    "bad-reason",
                    "Point " + index + ": an ambiguous point has a reason of at most " + LONGEST_REASON
                            + " characters, one that is not labelled may have one, and no other has any.");
        }
        return new Landmark(place, known, place == null ? null : how, said ? reason : null);
    }

    private static ViewPoint place(int index, double x, double y, PointState state, ImageSize view) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw refuse("not-a-number", "Point " + index + " is not a place.");
        }
        ViewPoint place = new ViewPoint(x, y);
        boolean inside = PointState.at(place, view) == PointState.VISIBLE;
        if (!inside && !state.beyond()) {
            throw refuse(
                    "outside-view", "Point " + index + " lies outside of the view and is not in the state outside.");
        }
        if (inside && state.beyond()) {
            throw refuse("inside-view", "Point " + index + " lies on the view and is in the state outside.");
        }
        if (Math.abs(x) > REACH * view.width() || Math.abs(y) > REACH * view.height()) {
            throw refuse("too-far", "Point " + index + " lies too far outside of the view.");
        }
        return place;
    }

    private static void checkProvenance(int index, @Nullable ViewPoint place, @Nullable Provenance how) {
        if (how == Provenance.PROPAGATED) {
            throw refuse("not-a-clip", "Point " + index + ": a still has no other frame to carry a point over from.");
        }
        if (place != null && how == null) {
            throw refuse("no-provenance", "Point " + index + " has a place and does not say how it came there.");
        }
    }

    private static Refused refuse(String reason, String sentence) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, reason, sentence);
    }
}
