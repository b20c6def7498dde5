package dev.visor.gateway.access;

import java.util.regex.Pattern;

/** The public names of organisations: short enough to type, plain enough for a token's claim. */
final class Handles {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

    private Handles() {}

    static void check(String handle) {
        if (!FORM.matcher(handle).matches()) {
            throw Refused.badRequest(
                    "bad-handle", "A handle has 2 to 32 lower-case letters, digits and dashes, a letter first.");
        }
    }

    static Refused taken() {
        return Refused.conflict("handle-taken", "This handle is in use already.");
    }
}
