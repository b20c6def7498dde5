package dev.visor.gateway.landmarks;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a senior reviewer makes of what was handed in. */
enum Verdict {
    /** It is right as it is. */
    ACCEPTED,
    /** It was mended by a version of the reviewer's own. */
    FIXED,
    /** It goes back to its author, with remarks. */
    RETURNED;

    /** What is kept and told of it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a reviewer can say without a version of one's own; null for anything else. */
    @JsonCreator
    static @Nullable Verdict said(@Nullable String label) {
        return switch (label) {
            case "accepted" -> ACCEPTED;
            case "returned" -> RETURNED;
            case null, default -> null;
        };
    }
}
