package dev.visor.gateway.vault;

import java.io.IOException;

/** The store does not answer, or refuses Visor: what it holds is not lost, and later it may answer. */
final class StoreAwayException extends IOException {

    private static final long serialVersionUID = 1L;

    StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
