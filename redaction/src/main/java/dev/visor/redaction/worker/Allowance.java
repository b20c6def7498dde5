package dev.visor.redaction.worker;

import java.io.IOException;

/** How much of something one message may still hold: a bound on the sum where each item has a bound of its own. */
final class Allowance {

    private final String what;
    private long left;

    /**
     * Allows.
     *
     * @param what a plural, for the sentence that refuses
     * @param most in all
     */
    Allowance(String what, long most) {
        this.what = what;
        this.left = most;
    }

    /** How many are left. */
    long left() {
        return left;
    }

    /**
     * Takes some, before anything is allocated for them.
     *
     * @param count 0 or more
     * @throws IOException if fewer are left
     */
    void take(long count) throws IOException {
        if (count > left) {
            throw new IOException("A message holds more " + what + " in all than are allowed");
        }
        left -= count;
    }
}
