package dev.visor.audit.verify;

import java.util.Locale;

/**
 * Something that the verifier has to say.
 *
 * @param aspect which of the three questions it answers
 * @param fault whether the log fails for it; otherwise it is a remark
 * @param sentence what is wrong, and at which leaf or tile
 */
public record Finding(Aspect aspect, boolean fault, String sentence) {

    /** The three questions to a log. */
    public enum Aspect {
        /** Is everything what was signed? */
        INTEGRITY,
        /** Is anything missing? */
        COMPLETENESS,
        /** Do the times make sense, and who vouches for them? */
        TIMELINESS;

        /** The name in the verifier's JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
