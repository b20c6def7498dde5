package dev.visor.redaction.picture;

import org.jspecify.annotations.Nullable;

/** The kinds of file that are let in. */
public enum PictureFormat {
    /** ITU-T T.81, Huffman-coded, 8 bits a sample, baseline or progressive; grey, three colours or four inks. */
    JPEG("image/jpeg"),
    /** ISO/IEC 15948, one still picture. */
    PNG("image/png"),
    /** RFC 9649, one still picture, lossy or lossless. */
    WEBP("image/webp"),
    /** TIFF 6.0, one page of whole bytes. */
    TIFF("image/tiff"),
    /** Windows bitmap, not compressed. */
    BMP("image/bmp");

    private final String mediaType;

    PictureFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The IANA media type. */
    public String mediaType() {
        return mediaType;
    }

    /** Which kind a file is by its first bytes alone, or null; whether it is a whole one {@link PictureHeader} says. */
    public static @Nullable PictureFormat of(byte[] file) {
        return of(new Bytes(file));
    }

    static @Nullable PictureFormat of(Bytes file) {
        if (file.startsWith(0, JpegStructure.START)) {
            return JPEG;
        }
        if (file.startsWith(0, PngStructure.SIGNATURE)) {
            return PNG;
        }
        if (WebpStructure.starts(file)) {
            return WEBP;
        }
        if (TiffStructure.starts(file)) {
            return TIFF;
        }
        return BmpStructure.starts(file) ? BMP : null;
    }
}
