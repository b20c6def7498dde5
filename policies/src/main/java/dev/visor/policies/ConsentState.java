package dev.visor.policies;

/** Where a data subject's consent stands. */
public enum ConsentState {
    /** Given and neither taken back nor run out. */
    IN_FORCE("in-force"),
    /** Taken back. */
    WITHDRAWN("withdrawn"),
    /** Run out. */
    EXPIRED("expired");

    private final String id;

    ConsentState(String id) {
        this.id = id;
    }

    /** The state's name in the policies. */
    public String id() {
        return id;
    }
}
