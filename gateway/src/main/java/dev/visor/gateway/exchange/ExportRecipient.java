package dev.visor.gateway.exchange;

import dev.visor.audit.ObjectLabel;
import java.time.Instant;
import java.util.UUID;

/**
 * A key of the client's own that exports of a project are sealed to.
 *
 * @param recipient {@code age1...}; its secret half never was here
 * @param registered whether exports are still sealed to it
 */
record ExportRecipient(UUID id, String recipient, Instant created, boolean registered) {

    ObjectLabel label() {
        return ObjectLabel.of("recipient", id);
    }
}
