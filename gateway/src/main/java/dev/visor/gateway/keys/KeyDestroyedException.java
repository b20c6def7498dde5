package dev.visor.gateway.keys;

/** The key was destroyed on purpose (erasure, withdrawal): nothing can bring the plaintext back. */
public class KeyDestroyedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was asked for, without naming the person. */
    public KeyDestroyedException(String message) {
        super(message);
    }
}
