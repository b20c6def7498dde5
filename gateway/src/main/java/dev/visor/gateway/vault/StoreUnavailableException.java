package dev.visor.gateway.vault;

import java.io.IOException;

/** The store takes nothing in: its disk is full or broken. Nothing of the object was kept; another try may succeed later. */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreUnavailableException(IOException cause) {
        super("The store takes nothing in", cause);
    }
}
