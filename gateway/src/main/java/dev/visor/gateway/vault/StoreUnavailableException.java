package dev.visor.gateway.vault;

import java.io.IOException;

/**
 * The store fails: its disk is full or broken, or it does not answer. Nothing of an object on its way in was kept, nothing
 * that rests there is lost, and another try may succeed later.
 */
public class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean full;

    private StoreUnavailableException(String message, boolean full, IOException cause) {
        super(message, cause);
        this.full = full;
    }

    static StoreUnavailableException takingIn(IOException cause) {
        return new StoreUnavailableException(
                "The store takes nothing in", !(cause instanceof StoreAwayException), cause);
    }

    static StoreUnavailableException givingOut(IOException cause) {
        return new StoreUnavailableException("The store gives nothing out", false, cause);
    }

    /** Whether it is there, but takes nothing in: most often for want of room. */
    public boolean full() {
        return full;
    }

    /** Whether it does not answer at all, or refuses Visor; else this one object cannot be read or written. */
    boolean away() {
        return getCause() instanceof StoreAwayException;
    }
}
