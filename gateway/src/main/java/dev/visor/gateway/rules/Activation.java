package dev.visor.gateway.rules;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a set was put in force.
 *
 * @param number from 1, without a gap; the highest is in force
 * @param set the set, and {@code hash} the SHA-256 of its text
 * @param replaces the set that was in force before, and {@code replacedHash} that of its text
 * @param approval what two persons agreed on; null where it was gone back to what two persons had agreed on before
 * @param at in microseconds
 */
record Activation(
        long number,
        UUID set,
        String hash,
        UUID replaces,
        String replacedHash,
        Kind kind,
        @Nullable UUID approval,
        Instant at) {

    /** How it came. */
    enum Kind {
        /** Two persons agreed. */
        ACTIVATION("activation"),
        /** One person went back to what was in force before. */
        ROLL_BACK("roll-back");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        static Kind named(String label) {
            return label.equals(ACTIVATION.label) ? ACTIVATION : ROLL_BACK;
        }
    }

    /** What is signed: lines of ASCII, the last one ended as well. */
    byte[] statement() {
        String text = "visor policy set v1\n"
                + "number " + number + "\n"
                + "set " + set + "\n"
                + "rules " + hash + "\n"
                + "replaces " + replaces + "\n"
                + "replaced-rules " + replacedHash + "\n"
                + "by " + kind.label() + "\n"
                + "approval " + (approval == null ? "none" : approval.toString()) + "\n"
                + "at " + at + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
