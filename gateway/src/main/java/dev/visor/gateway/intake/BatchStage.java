package dev.visor.gateway.intake;

import dev.visor.policies.BatchState;
import java.util.Locale;

/** How far a batch has come. */
enum BatchStage {
    /** Takes a manifest and files. */
    OPEN,
    /** Closed; the workers look at its pictures. */
    CHECKING,
    /** Every picture was looked at: the redaction officer decides. */
    STAGED,
    /** Its views are with the annotators. */
    RELEASED,
    /** Its keys are destroyed. */
    WITHDRAWN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BatchStage labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The policies tell apart only what matters to who may see what. */
    BatchState forPolicies() {
        return switch (this) {
            case OPEN, CHECKING, STAGED -> BatchState.STAGED;
            case RELEASED -> BatchState.RELEASED;
            case WITHDRAWN -> BatchState.WITHDRAWN;
        };
    }
}
