package dev.visor.gateway.trail;

import dev.visor.audit.search.DayCount;
import dev.visor.audit.search.DayRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One day of a log, for the rules that look through it.
 *
 * @param day in UTC
 * @param until the end of what is in it: the day's own, or now
 * @param rows the day's records in the order of time, {@link TrailDays#MOST} at most
 * @param strays records that were written on the day and tell another
 * @param unended acts of the day that want an outcome and have none, {@link TrailDays#MOST} at most
 * @param before how often each person did each thing on each of the {@link TrailDays#BASELINE} days before
 */
public record TrailDay(
        LocalDate day,
        Instant until,
        List<DayRow> rows,
        List<DayRow> strays,
        List<DayRow> unended,
        List<DayCount> before) {

    public TrailDay {
        rows = List.copyOf(rows);
        strays = List.copyOf(strays);
        unended = List.copyOf(unended);
        before = List.copyOf(before);
    }
}
