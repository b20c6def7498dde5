package dev.visor.audit.search;

import java.time.LocalDate;

/**
 * How often somebody did something on a day.
 *
 * @param actor the label of whoever acted
 * @param action the catalogue's name
 * @param day in UTC
 */
public record DayCount(String actor, String action, LocalDate day, long count) {}
