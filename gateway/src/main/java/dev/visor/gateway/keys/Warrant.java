package dev.visor.gateway.keys;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a key is unwrapped. It goes down to the custodian, which may log it and may deny by purpose.
 *
 * @param actor the actor's label in the trail's record, or the part of Visor that acts
 * @param purpose the purpose in the record, or what the part does
 * @param record the trail's record; null where none is needed: sealing, and the {@code identities} domain
 */
public record Warrant(
        String actor, String purpose, @Nullable UUID record) {

    private static final String VISOR = "visor";

    public Warrant {
        if (actor.isBlank() || purpose.isBlank()) {
            throw new IllegalArgumentException("Nothing is unwrapped for nobody, or without a purpose");
        }
        if (record == null && !actor.equals(VISOR)) {
            throw new IllegalArgumentException("Only Visor's own need is unwrapped without a record");
        }
    }

    /** Visor's own need, which releases no plaintext of an object. */
    public static Warrant system(String purpose) {
        return new Warrant(VISOR, purpose, null);
    }
}
