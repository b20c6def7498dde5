package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.redaction.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * What the client's manifest says about one face of a picture.
 *
 * @param line the manifest's line
 * @param box where, in stored pixels; null for the one face of the picture
 * @param subject whose face it is
 */
public record ClaimedFace(int line, @Nullable Box box, KeyOwner subject) {}
