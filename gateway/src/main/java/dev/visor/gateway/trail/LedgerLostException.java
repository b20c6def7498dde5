package dev.visor.gateway.trail;

/**
 * The erasure ledger holds less than was written, or something else: bring it back from its mirror. Without it nobody can be
 * served, because people who were erased could come back with a restored database.
 */
public class LedgerLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is missing; names nobody. */
    public LedgerLostException(String message) {
        super(message);
    }
}
