package dev.visor.audit;

/** What the trail reads back is not what it wrote: someone altered it, or an old backup was restored. */
public class TrailAlteredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what does not fit, without personal fields. */
    public TrailAlteredException(String message) {
        super(message);
    }
}
