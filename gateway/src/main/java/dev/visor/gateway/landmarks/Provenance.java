package dev.visor.gateway.landmarks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a point came to where it is: an untouched suggestion never passes as a person's word. */
public enum Provenance {
    /** The model put it there and nobody touched it. */
    SUGGESTED_UNTOUCHED("suggested-untouched"),
    /** The model put it there and a person said yes. */
    CONFIRMED("confirmed"),
    /** A person moved it from where it was suggested. */
    MOVED("moved"),
    /** A person placed it. */
    PLACED("placed"),
    /**
     * A person laid it together with others, such as by fitting the mean shape to a few clicks or by moving a group, and
     * nobody looked at it by itself.
     */
    FITTED("fitted"),
    /** It was carried over from a neighbouring frame. */
    PROPAGATED("propagated");

    private final String label;

    Provenance(String label) {
        this.label = label;
    }

    /** Whether a person has looked at this very point. What nobody looked at never passes as a person's word. */
    public boolean looked() {
        return switch (this) {
            case SUGGESTED_UNTOUCHED, FITTED, PROPAGATED -> false;
            case CONFIRMED, MOVED, PLACED -> true;
        };
    }

    /** The name in requests, payloads and exports. */
    @JsonValue
    public String label() {
        return label;
    }

    /**
     * Finds a provenance by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    public static Provenance labelled(String label) {
        for (Provenance provenance : values()) {
            if (provenance.label.equals(label)) {
                return provenance;
            }
        }
        throw new IllegalArgumentException(
                "A point's provenance is one of suggested-untouched, confirmed, moved, placed, fitted, propagated");
    }
}
