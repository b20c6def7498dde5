package dev.visor.policies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long a project's pictures and landmarks are kept, counted from upload in calendar days of UTC, and what happens then.
 *
 * @param keep between {@link #SHORTEST} and {@link #LONGEST}, no part negative
 * @param end what happens when the time is over
 */
public record RetentionSchedule(Period keep, AtEnd end) {

    /** The shortest time. */
    public static final Period SHORTEST = Period.ofDays(1);

    /** The longest time. */
    public static final Period LONGEST = Period.ofYears(10);

    /** Any day does to compare periods; this one starts a leap year, when months are longest. */
    private static final LocalDate YARDSTICK = LocalDate.of(2024, 1, 1);

    public RetentionSchedule {
        if (keep.getYears() < 0
                || keep.getMonths() < 0
                || keep.getDays() < 0
                || after(keep).isBefore(after(SHORTEST))
                || after(keep).isAfter(after(LONGEST))) {
            throw new IllegalArgumentException("A retention time is between " + SHORTEST + " and " + LONGEST);
        }
    }

    /** What happens when the time is over. */
    public enum AtEnd {
        /** The keys of pictures, views and landmarks are destroyed. */
        ERASE_ALL("erase-all"),
        /** The keys of pictures and views are destroyed; landmarks, which show no face, stay. */
        ERASE_PICTURES("erase-pictures");

        private final String id;

        AtEnd(String id) {
            this.id = id;
        }

        /** The name used in requests and records. */
        public String id() {
            return id;
        }
    }

    /**
     * Reads a schedule that ends with everything erased.
     *
     * @param text an ISO 8601 period of years, months, weeks and days, such as {@code P90D} or {@code P1Y6M}
     * @throws IllegalArgumentException if it is none, or too short or too long
     */
    public static RetentionSchedule parse(String text) {
        try {
            return new RetentionSchedule(Period.parse(text), AtEnd.ERASE_ALL);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("A retention time is an ISO 8601 period such as P90D or P1Y", e);
        }
    }

    /** The first instant at which what was uploaded then must be gone: the start of a day in UTC. */
    public Instant endsAt(Instant uploaded) {
        LocalDate day = uploaded.atOffset(ZoneOffset.UTC).toLocalDate();
        // One more day: the day of the upload counts as begun, and nothing ends before its time.
        return day.plus(keep).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate after(Period period) {
        return YARDSTICK.plus(period);
    }
}
