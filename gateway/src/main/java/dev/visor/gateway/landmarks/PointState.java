package dev.visor.gateway.landmarks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.ViewPoint;

/** What the annotator says of one point. Closed, because exports and statistics rest on it. */
public enum PointState {
    /** Seen and placed. */
    VISIBLE("visible", true, false),
    /** Hidden by something else; its place is an estimate. */
    OCCLUDED("occluded", true, false),
    /** Hidden by the head itself; its place is an estimate. */
    SELF_OCCLUDED("self-occluded", true, false),
    /** It lies outside of the view; with a place only where that can be told. */
    OUTSIDE("outside", false, true),
    /** It could be in more than one place; a reason says why. */
    AMBIGUOUS("ambiguous", true, false),
    /** Nobody placed it. */
    NOT_LABELLED("not-labelled", false, false);

    private final String label;
    private final boolean placed;
    private final boolean beyond;

    PointState(String label, boolean placed, boolean beyond) {
        this.label = label;
        this.placed = placed;
        this.beyond = beyond;
    }

    /** The state of a point that somebody sees at this place: the edges belong to the view. */
    static PointState at(ViewPoint place, ImageSize view) {
        boolean inside = place.x() >= 0 && place.y() >= 0 && place.x() <= view.width() && place.y() <= view.height();
        return inside ? VISIBLE : OUTSIDE;
    }

    /** The name in requests, payloads and exports. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether a point in this state must have a place on the view. */
    public boolean placed() {
        return placed;
    }

    /** Whether a point in this state can have a reason: it needs one where it is ambiguous, and may have one where it is missing. */
    boolean reasoned() {
        return this == AMBIGUOUS || this == NOT_LABELLED;
    }

    /** Whether a point in this state lies outside of the view, where it has a place; one in any other never does. */
    public boolean beyond() {
        return beyond;
    }

    /**
     * Finds a state by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static PointState labelled(String label) {
        for (PointState state : values()) {
            if (state.label.equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException(
                "A point's state is one of visible, occluded, self-occluded, outside," + " ambiguous, not-labelled");
    }
}
