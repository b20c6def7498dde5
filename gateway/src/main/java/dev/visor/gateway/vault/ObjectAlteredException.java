package dev.visor.gateway.vault;

import org.jspecify.annotations.Nullable;

/** The stored bytes are not those that were sealed: someone altered, exchanged or shortened them, or the disk rotted. */
public class ObjectAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which check failed. */
    public ObjectAlteredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
