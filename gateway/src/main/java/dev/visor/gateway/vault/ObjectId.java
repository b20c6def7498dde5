package dev.visor.gateway.vault;

import java.util.UUID;

/**
 * A sealed object.
 *
 * @param value a random identifier
 */
public record ObjectId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
