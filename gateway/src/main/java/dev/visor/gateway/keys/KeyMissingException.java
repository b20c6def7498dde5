package dev.visor.gateway.keys;

/** There is no such key here and no word of its destruction: it was never made, or a backup was restored in part. */
public class KeyMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which kind of key is missing. */
    public KeyMissingException(String message) {
        super(message);
    }
}
