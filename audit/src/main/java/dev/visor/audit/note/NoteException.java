package dev.visor.audit.note;

/** A note, a key or a signature is not what it claims to be: do not believe the note. */
public class NoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public NoteException(String message) {
        super(message);
    }

    /** Says what is wrong, and keeps the cause. */
    public NoteException(String message, Throwable cause) {
        super(message, cause);
    }
}
