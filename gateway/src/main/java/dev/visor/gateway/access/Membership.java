package dev.visor.gateway.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a team, as it was recorded here.
 *
 * @param lead whether the person leads the team
 * @param details sealed under the person; null if nothing was said
 */
@SuppressWarnings("ArrayRecordComponent") // read, opened, never compared
record Membership(UUID person, UUID team, boolean lead, byte @Nullable [] details, Instant joined) {}
