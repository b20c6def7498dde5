package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import java.util.UUID;

/** A view may be worked on from now. Published inside the releasing transaction of the tenant. */
public record ViewReleased(TenantId tenant, UUID project, UUID view) {}
