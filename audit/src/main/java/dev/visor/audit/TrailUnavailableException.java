package dev.visor.audit;

import org.jspecify.annotations.Nullable;

/** The trail could not make the record durable, or does not know whether it did: do not act (G4). */
public class TrailUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Keeps the cause for the operator. */
    public TrailUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
