package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Under what a view is delivered: a task, for as long as somebody holds it.
 *
 * @param ends when the lease ends; null where the person who asks does not hold the task
 */
public record Lease(TenantId tenant, UUID task, @Nullable Instant ends) {}
