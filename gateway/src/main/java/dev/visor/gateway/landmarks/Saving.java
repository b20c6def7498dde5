package dev.visor.gateway.landmarks;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a program that may lose its connection saves: what it sends twice is kept once, and what it did not know of is not written over.
 *
 * @param id the program's own for this save, the same each time that it is sent; null where it does not repeat itself
 * @param after the version that the work went on from, 0 for the suggestions; null where the program does not say
 * @param despite whether whoever hands in says that what the geometry checks find is meant so
 */
record Saving(@Nullable UUID id, @Nullable Integer after, boolean despite) {}
