package dev.visor.redaction.worker;

/** One worker brought no answer; another one may. What it says becomes a {@link WorkerException} if none does. */
final class Unanswered extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Unanswered(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    Unanswered(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What to say where a second worker brought no answer either. */
    WorkerException again() {
        return new WorkerException(reason, String.valueOf(getMessage()), this);
    }
}
