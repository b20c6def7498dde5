package dev.visor.gateway.landmarks.codes;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.visor.gateway.projects.codes.Intensity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of one action unit. */
public sealed interface Coding {

    /** The name of what is said, in requests, payloads and exports. */
    String state();

    /**
     * It is there.
     *
     * @param intensity from A to E; null for a unit that is not coded so
     */
    record Present(@Nullable Intensity intensity) implements Coding {

        static final String STATE = "present";

        @Override
        public String state() {
            return STATE;
        }

        @Override
        public String toString() {
            return "Coding[]";
        }
    }

    /** The coder looked, and it is not there. */
    record Absent() implements Coding {

        static final String STATE = "absent";

        @Override
        public String state() {
            return STATE;
        }

        @Override
        public String toString() {
            return "Coding[]";
        }
    }

    /**
     * The view does not tell.
     *
     * @param text what keeps it from being seen, for {@link Reason#OTHER}; null otherwise
     */
    record NotCodable(Reason reason, @Nullable String text) implements Coding {

        static final String STATE = "not-codable";

        @Override
        public String state() {
            return STATE;
        }

        @Override
        public String toString() {
            return "Coding[]";
        }
    }

    /** Why a view does not tell. Closed, because statistics rest on it. */
    enum Reason {
        /** Something else is before it. */
        OCCLUDED,
        /** It lies outside of the view, or the head is turned away from it. */
        OUT_OF_VIEW,
        /** Too blurred, too dark or too small to be told. */
        BLURRED,
        /** Beard or moustache are over it. */
        FACIAL_HAIR,
        /** Glasses are over it. */
        GLASSES,
        /** A hand is over it. */
        HAND,
        /** None of these; a text says what. */
        OTHER;

        /** The reason of that name. */
        static Optional<Reason> named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(reason -> reason.label().equals(name))
                    .findFirst();
        }

        /** The name in requests, payloads and exports. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
