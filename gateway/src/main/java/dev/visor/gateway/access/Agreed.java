package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.policies.Approved;
import java.util.UUID;

/**
 * That two persons agreed on an act, as it was in force when {@link Approvals} gave it out: only that can make one. A door that
 * asks for it cannot be opened with a request that waits, was ended, or is for something else.
 */
public final class Agreed {

    private final UUID approval;
    private final ObjectLabel object;
    private final Approved approved;

    Agreed(UUID approval, ObjectLabel object, Approved approved) {
        this.approval = approval;
        this.object = object;
        this.approved = approved;
    }

    /** The request that was granted. */
    public ObjectLabel approval() {
        return ObjectLabel.of("approval", approval);
    }

    /** To what the act may be done. */
    public ObjectLabel object() {
        return object;
    }

    /** For the policies, which look at persons, object and time once more. */
    public Approved approved() {
        return approved;
    }

    @Override
    public String toString() {
        return "Agreed[" + approval + "]";
    }
}
