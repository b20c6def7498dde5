package dev.visor.redaction.picture;

/** The kinds of file that are let in. */
public enum PictureFormat {
    /** ITU-T T.81, Huffman-coded, 8 bits a sample, baseline or progressive. */
    JPEG("image/jpeg"),
    /** ISO/IEC 15948, one still picture. */
    PNG("image/png");

    private final String mediaType;

    PictureFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The IANA media type. */
    public String mediaType() {
        return mediaType;
    }
}
