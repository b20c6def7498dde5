package dev.visor.gateway.keys;

import java.util.UUID;

/**
 * Whoever a subject key belongs to: a data subject, a provisional subject, or a member of the workforce. Destroying the
 * owner's keys makes everything wrapped under them unreadable.
 *
 * @param value a random identifier
 */
public record KeyOwner(UUID value) {

    /** A new, random identifier. */
    public static KeyOwner random() {
        return new KeyOwner(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
