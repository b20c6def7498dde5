package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.UUID;

/** An annotator has seen as many pictures of somebody as the project allows. Published inside the transaction that counted the last. */
public record EnoughSeen(TenantId tenant, UUID project, KeyOwner subject) {}
