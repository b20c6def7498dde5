package dev.visor.redaction.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * Kinds of file that people do send and that are not let in. Each is told by its first bytes, so that the sender hears
 * what to do instead of "not a picture". Nothing more of such a file is read.
 */
enum ForeignFormat {
    HEIC("unsupported-heic", "HEIC photographs are not taken: export them as JPEG"),
    AVIF("unsupported-avif", "AVIF pictures are not taken: export them as JPEG or PNG"),
    GIF("unsupported-gif", "GIF pictures are not taken: export them as PNG"),
    JPEG_2000("unsupported-jpeg-2000", "JPEG 2000 pictures are not taken: export them as PNG or TIFF"),
    JPEG_XL("unsupported-jpeg-xl", "JPEG XL pictures are not taken: export them as JPEG or PNG"),
    PHOTOSHOP("unsupported-photoshop", "Photoshop files are not taken: export a flat PNG or TIFF"),
    SVG("unsupported-svg", "Drawings are not taken: send the photograph as JPEG or PNG"),
    PDF("unsupported-pdf", "PDF documents are not taken: export each picture as JPEG or PNG"),
    DICOM("unsupported-dicom", "DICOM objects are not taken: export the frame as PNG without overlays"),
    VIDEO("unsupported-video", "Videos are not taken here: export the frames as PNG"),
    ARCHIVE("unsupported-archive", "Archives are not taken: unpack them and send each picture on its own");

    /** Where which bytes stand, as ISO 8859-1 letters. Matroska, MPEG and ASF have no letters. */
    private static final List<Mark> MARKS = List.of(
            new Mark(0, "GIF8", GIF),
            new Mark(4, "jP  \r\n", JPEG_2000),
            new Mark(0, "\u00ffO\u00ffQ", JPEG_2000),
            new Mark(4, "JXL \r\n", JPEG_XL),
            new Mark(0, "\u00ff\n", JPEG_XL),
            new Mark(0, "8BPS", PHOTOSHOP),
            new Mark(0, "<svg", SVG),
            new Mark(0, "%PDF", PDF),
            new Mark(128, "DICM", DICOM),
            new Mark(0, "\u001aE\u00df\u00a3", VIDEO),
            new Mark(0, "\0\0\u0001\u00ba", VIDEO),
            new Mark(0, "\0\0\u0001\u00b3", VIDEO),
            new Mark(0, "0&\u00b2u", VIDEO),
            new Mark(8, "AVI ", VIDEO),
            new Mark(0, "FLV\u0001", VIDEO),
            new Mark(0, "OggS", VIDEO),
            new Mark(4, "moov", VIDEO),
            new Mark(4, "mdat", VIDEO),
            new Mark(0, "PK\u0003\u0004", ARCHIVE),
            new Mark(0, "PK\u0005\u0006", ARCHIVE),
            new Mark(0, "7z\u00bc\u00af'", ARCHIVE),
            new Mark(0, "Rar!\u001a\u0007", ARCHIVE),
            new Mark(0, "\u001f\u008b", ARCHIVE),
            new Mark(0, "BZh", ARCHIVE),
            new Mark(0, "\u00fd7zXZ", ARCHIVE),
            new Mark(0, "(\u00b5/\u00fd", ARCHIVE),
            new Mark(257, "ustar", ARCHIVE));

    /** Brands of ISO/IEC 23008-12 (HEIF), most of whose pictures are HEVC. */
    private static final List<String> HEIC_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "heif");

    private static final List<String> AVIF_BRANDS = List.of("avif", "avis");

    private final String reason;
    private final String advice;

    ForeignFormat(String reason, String advice) {
        this.reason = reason;
        this.advice = advice;
    }

    /** The refusal of a file that is none of the formats let in, as helpful as its first bytes allow. */
    static PictureRefusedException refusal(Bytes file) {
        if (has(file, 4, "ftyp")) {
            return byBrand(file).refused();
        }
        return MARKS.stream()
                .filter(mark -> has(file, mark.at, mark.letters))
                .findFirst()
                .map(mark -> mark.format.refused())
                .orElseGet(() -> new PictureRefusedException(
                        "not-a-picture", "The file is none of JPEG, PNG, WebP, TIFF or BMP: export it as JPEG or PNG"));
    }

    /**
     * Which of the formats in ISO's box structure it is: the major brand decides, and where it is one of HEIF the first
     * compatible ones, for AVIF may come under HEIF's general brand.
     */
    private static ForeignFormat byBrand(Bytes file) {
        for (int at : new int[] {8, 16, 20, 24, 28}) {
            if (hasAny(file, at, AVIF_BRANDS)) {
                return AVIF;
            }
            if (at == 8 && !hasAny(file, at, HEIC_BRANDS)) {
                return VIDEO;
            }
        }
        return HEIC;
    }

    private static boolean hasAny(Bytes file, int at, List<String> brands) {
        return brands.stream().anyMatch(brand -> has(file, at, brand));
    }

    private static boolean has(Bytes file, int at, String letters) {
        return file.startsWith(at, letters.getBytes(ISO_8859_1));
    }

    PictureRefusedException refused() {
        return new PictureRefusedException(reason, advice);
    }

    /** Bytes in a fixed place that tell a format. */
    private record Mark(int at, String letters, ForeignFormat format) {}
}
