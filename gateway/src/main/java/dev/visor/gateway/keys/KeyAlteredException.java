package dev.visor.gateway.keys;

import org.jspecify.annotations.Nullable;

/** A wrapped key or field does not open: it was altered, or put in another's place. */
public class KeyAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what does not fit, without a byte of it. */
    public KeyAlteredException(String message) {
        this(message, null);
    }

    /** Keeps the cipher's own refusal. */
    public KeyAlteredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
