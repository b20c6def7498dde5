package dev.visor.gateway.vault;

/** There is no such object: never sealed, another tenant's, another kind, or its bytes are gone from the store. */
public class ObjectMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which part is missing. */
    public ObjectMissingException(String message) {
        super(message);
    }
}
