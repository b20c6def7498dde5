package dev.visor.audit.witness;

/** A policy file says something that no policy says: correct the file. */
public class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was wanted. */
    public PolicyException(String message) {
        super(message);
    }

    /** Says what was wanted, and keeps the cause. */
    public PolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}
