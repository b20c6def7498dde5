package dev.visor.redaction.picture;

/**
 * What kind of ICC profile a file embeds. It is declared and never applied: a view shows the stored numbers as if they
 * were sRGB. A profile's own name is the writer's free text and is not read.
 */
public enum ColourProfile {
    /** None is embedded. */
    NONE,
    /** One of grey values. */
    GREY,
    /** One of red, green and blue: sRGB, Display P3 and their like. */
    RGB,
    /** One of four inks. */
    CMYK,
    /** One of another colour space, or one that is damaged. */
    OTHER;

    /** How many bytes of a profile are looked at. */
    static final int HEADER = 40;

    private static final int COLOUR_SPACE = 16;
    private static final int SIGNATURE = 36;

    /** The kind of the profile in [start, end), by its header (ICC.1:2022, 7.2). */
    static ColourProfile read(Bytes bytes, int start, int end) throws PictureRefusedException {
        if (end - start < HEADER || bytes.u32(start + SIGNATURE) != 0x61637370) {
            return OTHER;
        }
        return switch ((int) bytes.u32(start + COLOUR_SPACE)) {
            case 0x47524159 -> GREY;
            case 0x52474220 -> RGB;
            case 0x434d594b -> CMYK;
            default -> OTHER;
        };
    }
}
