package dev.visor.audit.timestamp;

/** A time stamp is not what it claims to be: do not believe its time. */
public class TimeTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public TimeTokenException(String message) {
        super(message);
    }

    /** Says what is wrong, and keeps the cause. */
    public TimeTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
