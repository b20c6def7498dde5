package dev.visor.audit.record;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** RFC 3339 in UTC with exactly six digits behind the second: {@code 2026-11-22T10:13:35.123456Z}. */
final class Times {

    private static final int LENGTH = 27;
    private static final String FORM = "dddd-dd-ddTdd:dd:dd.ddddddZ";

    private Times() {}

    /** Cuts a time to the microsecond. */
    static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static String write(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        return "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ"
                .formatted(
                        utc.getYear(),
                        utc.getMonthValue(),
                        utc.getDayOfMonth(),
                        utc.getHour(),
                        utc.getMinute(),
                        utc.getSecond(),
                        utc.getNano() / 1000);
    }

    /** Reads what {@link #write} wrote, and nothing else. */
    static Instant read(String text) {
        boolean fits = text.length() == LENGTH;
        for (int i = 0; fits && i < LENGTH; i++) {
            char c = text.charAt(i);
            fits = FORM.charAt(i) == 'd' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
        }
        if (!fits) {
            throw new IllegalArgumentException("A time is like 2026-11-22T10:13:35.123456Z, unlike the one found");
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            number(text, 20, 26) * 1000)
                    .toInstant(ZoneOffset.UTC);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("A leaf states a time that no clock shows", e);
        }
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }
}
