package dev.visor.gateway.subjects;

/** This database is from before something that stands in the erasure ledger, and this process cannot do it again. */
final class ErasuresPendingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ErasuresPendingException(String message) {
        super(message);
    }
}
