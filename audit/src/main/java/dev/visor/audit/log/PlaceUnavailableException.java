package dev.visor.audit.log;

import java.io.IOException;

/**
 * The place of a log does not answer, or refuses. It says nothing about the files there: what cannot be reached is neither
 * missing nor altered.
 */
public final class PlaceUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says what could not be done. */
    public PlaceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
