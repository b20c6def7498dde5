package dev.visor.gateway.keys;

/** A key still wraps others and is not destroyed: wrap them anew first. */
public class KeyInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says how many keys are left under it. */
    public KeyInUseException(String message) {
        super(message);
    }
}
