package dev.visor.audit.search;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands among those found: by time, and among equal times by the order of writing. Pages go from place to
 * place, so that records which are written meanwhile shift nothing.
 *
 * @param time of the record, to the microsecond
 * @param seq grows with the order of writing
 */
public record Place(Instant time, long seq) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,11})\\.([0-9]{6})\\.([0-9]{1,18})");

    /** Reads what {@link #toString} wrote. */
    public static Place parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("A place is SECONDS.MICROS.SEQ, unlike the one given");
        }
        return new Place(
                Instant.ofEpochSecond(Long.parseLong(form.group(1)), Long.parseLong(form.group(2)) * 1000),
                Long.parseLong(form.group(3)));
    }

    @Override
    public String toString() {
        return "%d.%06d.%d".formatted(time.getEpochSecond(), time.getNano() / 1000, seq);
    }
}
