package dev.visor.gateway.exchange;

import dev.visor.gateway.keys.KeyOwner;
import java.util.UUID;

/**
 * One face of an export, as the tables remember it.
 *
 * @param annotation the submitted version that went into it
 * @param asset the picture that the face is on
 * @param subject whose face it is
 */
record ExportedVersion(UUID annotation, UUID asset, KeyOwner subject) {}
