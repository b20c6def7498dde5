package dev.visor.redaction.picture;

/**
 * The file cannot become views; trying again will not help. Tell the client the reason.
 */
public class PictureRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Refuses a file.
     *
     * @param reason stable kebab-case code, such as {@code truncated}
     * @param message one plain sentence that holds nothing of the file's content
     */
    public PictureRefusedException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The stable code. */
    public String reason() {
        return reason;
    }
}
