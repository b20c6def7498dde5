package dev.visor.gateway.projects.codes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of a face attribute is there; what counts as {@code full}, each attribute says itself. */
public enum Extent {
    /** It is not there. */
    NONE,
    /** It is there. */
    PARTIAL,
    /** It is there and covers all that the attribute's sentence names. */
    FULL,
    /** The view does not tell. */
    UNKNOWN;

    /** The extent of that name. */
    public static Optional<Extent> named(String name) {
        return Arrays.stream(values())
                .filter(extent -> extent.label().equals(name))
                .findFirst();
    }

    /** The name in requests, payloads and exports. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something is there, of which one can say more. */
    public boolean there() {
        return this == PARTIAL || this == FULL;
    }
}
