package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import java.util.UUID;

/**
 * A person drew the outline of a claimed face, which has a view now. Published inside the transaction that makes it so.
 *
 * @param line the manifest's line that claims the face
 */
public record FaceDrawn(TenantId tenant, UUID batch, UUID asset, int line) {}
