package dev.visor.audit;

/** The database would lose or change what it has acknowledged: correct its settings, then start again. */
public class NotDurableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the setting. */
    public NotDurableException(String message) {
        super(message);
    }
}
