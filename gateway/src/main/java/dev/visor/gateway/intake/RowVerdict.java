package dev.visor.gateway.intake;

import org.jspecify.annotations.Nullable;

/**
 * What became of one row of a manifest.
 *
 * @param line the line in the file
 * @param accepted whether it will be worked on
 * @param reason a stable code where it will not
 * @param sentence the same for people
 */
record RowVerdict(
        int line,
        boolean accepted,
        @Nullable String reason,
        @Nullable String sentence) {

    static RowVerdict accepted(int line) {
        return new RowVerdict(line, true, null, null);
    }

    static RowVerdict refused(int line, String reason, String sentence) {
        return new RowVerdict(line, false, reason, sentence);
    }
}
