package dev.visor.gateway.vault;

/** The stream was longer than the limit; nothing of it was kept. */
public class ObjectTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the limit in bytes. */
    public ObjectTooLargeException(long limit) {
        super("The content is longer than " + limit + " bytes");
    }
}
