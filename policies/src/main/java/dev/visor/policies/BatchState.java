package dev.visor.policies;

/** Where a batch stands. */
public enum BatchState {
    /** Being filled or waiting for the redaction officer. */
    STAGED("staged"),
    /** Let go to the annotators. */
    RELEASED("released"),
    /** Taken back as a whole; its keys are gone. */
    WITHDRAWN("withdrawn");

    private final String id;

    BatchState(String id) {
        this.id = id;
    }

    /** The state's name in the policies. */
    public String id() {
        return id;
    }
}
