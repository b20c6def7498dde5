package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where the redaction learns whose faces a picture shows; whoever takes uploads in provides it. */
public interface Claims {

    /** The claims on this picture. */
    List<ClaimedFace> on(TenantId tenant, UUID asset);

    /** Everybody who is claimed to be on this picture. Nothing is opened. */
    Set<KeyOwner> persons(TenantId tenant, UUID asset);

    /** Whose face a line of the manifest claims on this picture; empty where it claims none. Nothing is opened. */
    Optional<KeyOwner> subject(TenantId tenant, UUID asset, int line);

    /** The pictures on which this person is claimed to be. */
    List<UUID> pictures(TenantId tenant, KeyOwner person);

    /** The client's own reference of this picture, opened; a personal field. */
    String reference(TenantId tenant, UUID asset);
}
