package dev.visor.redaction.worker;

import org.jspecify.annotations.Nullable;

/**
 * The workers did not bring an answer: the picture may be at fault ({@code worker-killed-twice},
 * {@code worker-failed}, which two workers said of it, {@code deadline-exceeded}: set it aside) or the machine
 * ({@code worker-unavailable}, {@code sandbox-unavailable}: try later).
 */
public class WorkerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Says what went wrong.
     *
     * @param reason stable kebab-case code
     * @param message one plain sentence that holds nothing of the picture's content
     */
    public WorkerException(String reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The stable code. */
    public String reason() {
        return reason;
    }

    /** Whether the picture, and not the machine, is the likely cause, so that trying again is no use. */
    public boolean blamesPicture() {
        return reason.equals("worker-killed-twice")
                || reason.equals("worker-failed")
                || reason.equals("deadline-exceeded");
    }
}
