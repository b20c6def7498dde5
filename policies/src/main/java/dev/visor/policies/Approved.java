package dev.visor.policies;

import java.time.Instant;
import java.util.UUID;

/**
 * What one person asked for and another granted.
 *
 * @param asker who asked, and alone may do it
 * @param granter who granted
 * @param object what it is done to
 * @param until when it ends; from then on it counts for nothing
 */
public record Approved(UUID asker, UUID granter, UUID object, Instant until) {}
