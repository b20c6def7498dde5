package dev.visor.audit;

/** A receipt does not cover what was asked for, or has gone stale: append a new intent and come again. */
public class ReceiptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what does not fit. */
    public ReceiptException(String message) {
        super(message);
    }
}
