package dev.visor.redaction.picture;

/** The rule by which sixteen bits become eight. */
final class Samples {

    private Samples() {}

    /** {@code round(v / 257)}, so that 0 and 65535 become 0 and 255. */
    static int eightBits(int sixteen) {
        return (sixteen + 128) / 257;
    }
}
