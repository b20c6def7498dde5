package dev.visor.gateway.views;

import java.time.Instant;

/**
 * Tells an annotator that a budget comes to its end.
 *
 * @param kind {@code views}, {@code subjects}, {@code bytes} or {@code off-task}
 * @param used of {@code most}
 * @param frees when it is free again
 */
public record BudgetWarning(String kind, long used, long most, Instant frees) {}
