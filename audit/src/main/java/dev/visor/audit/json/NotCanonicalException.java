package dev.visor.audit.json;

/** The bytes are not the canonical form of any value: somebody else wrote them, or altered them. */
public class NotCanonicalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, and at which byte. */
    public NotCanonicalException(String message, int at) {
        super(message + " at byte " + at);
    }
}
