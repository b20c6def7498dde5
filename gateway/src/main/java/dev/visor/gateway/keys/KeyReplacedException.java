package dev.visor.gateway.keys;

/** A root key is not the one that was used before: nothing may be wrapped under it, and Visor does not start. */
public class KeyReplacedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the domain and the way back. */
    public KeyReplacedException(String message) {
        super(message);
    }
}
