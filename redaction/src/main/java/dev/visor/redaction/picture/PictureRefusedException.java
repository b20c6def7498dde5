package dev.visor.redaction.picture;

import java.util.Set;

/**
 * The file cannot become views; trying again will not help. Tell the client the reason.
 */
public class PictureRefusedException extends Exception {

    /** Every stable code that there is, for whoever lists or counts them. */
    public static final Set<String> REASONS = Set.of(
            "not-a-picture",
            "file-too-large",
            "truncated",
            "trailing-data",
            "too-many-pixels",
            "too-many-parts",
            "malformed-header",
            "malformed-jpeg",
            "malformed-png",
            "malformed-webp",
            "malformed-tiff",
            "malformed-bmp",
            "unsupported-jpeg",
            "unsupported-png",
            "unsupported-tiff",
            "unsupported-bmp",
            "animated",
            "multi-page",
            "unsupported-heic",
            "unsupported-avif",
            "unsupported-gif",
            "unsupported-jpeg-2000",
            "unsupported-jpeg-xl",
            "unsupported-photoshop",
            "unsupported-svg",
            "unsupported-pdf",
            "unsupported-dicom",
            "unsupported-video",
            "unsupported-archive",
            "undecodable",
            "wrong-picture",
            "not-a-view",
            "view-leaks",
            "not-blanked",
            "blanked-too-large");

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Refuses a file.
     *
     * @param reason one of {@link #REASONS}, such as {@code truncated}
     * @param message one plain sentence, without its full stop, that holds nothing of the file's content
     */
    public PictureRefusedException(String reason, String message) {
        super(message);
        if (!REASONS.contains(reason)) {
            throw new IllegalArgumentException("A refusal has one of the known reasons, not " + reason);
        }
        this.reason = reason;
    }

    /** The stable code. */
    public String reason() {
        return reason;
    }
}
