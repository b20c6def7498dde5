package dev.visor.audit.witness;

import dev.visor.audit.note.VerifierKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A witness as a policy lists it.
 *
 * @param name within the policy only
 * @param key of a kind that states a time
 * @param address where it takes checkpoints (submission prefix); null if it is only verified
 */
public record Witness(
        String name, VerifierKey key, @Nullable URI address) {}
