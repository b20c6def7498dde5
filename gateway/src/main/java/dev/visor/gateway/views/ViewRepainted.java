package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import java.util.UUID;

/** A view that shows less than before: somebody beside the face was erased. Published inside the transaction that changes it. */
public record ViewRepainted(TenantId tenant, UUID view) {}
