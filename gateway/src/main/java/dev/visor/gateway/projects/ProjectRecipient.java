package dev.visor.gateway.projects;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.vault.ObjectRef;
import java.time.Instant;
import java.util.UUID;

/**
 * The public half of a project's own age key: whoever has it can seal for the project, and open nothing.
 *
 * @param project whose it is
 * @param recipient {@code age1...}, as {@code age -r} takes it
 * @param identity where the secret half rests, sealed
 * @param created when it was made
 */
public record ProjectRecipient(UUID project, String recipient, ObjectRef identity, Instant created) {

    /** What a record has to name before {@link ProjectRecipients#opened} opens the identity. */
    public ObjectLabel label() {
        return identity.label();
    }
}
