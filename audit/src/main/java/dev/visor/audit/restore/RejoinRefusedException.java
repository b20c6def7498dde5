package dev.visor.audit.restore;

import dev.visor.audit.TrailAlteredException;

/** What was restored cannot be rejoined as it is; the message says what has to be brought, or ended, first. */
public final class RejoinRefusedException extends TrailAlteredException {

    private static final long serialVersionUID = 1L;

    /** Says what is wanted. */
    RejoinRefusedException(String message) {
        super(message);
    }
}
