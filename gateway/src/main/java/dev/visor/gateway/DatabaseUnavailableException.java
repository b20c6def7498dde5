package dev.visor.gateway;

import org.jspecify.annotations.Nullable;

/** The database cannot be used as it is; the message is one sentence that tells the operator what to do. */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseUnavailableException(String message) {
        super(message);
    }

    DatabaseUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
