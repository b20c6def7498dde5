package dev.visor.audit.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the trail's store will be full, if it goes on as in the last 14 days.
 *
 * <p>What fills it is the faster of two: how the trail grows, and how the free space shrinks, whoever else writes there. A
 * database on another machine has a store of its own, which is not looked at.
 *
 * @param level how urgent it is
 * @param full when no byte is free any more; null where that is not known, or more than ten years away
 * @param growth bytes by which the trail grew between the first and the last sample of the last 14 days; 0 where there are
 *     not two
 */
public record SpaceForecast(Level level, @Nullable Instant full, long growth) {

    /** What of the past counts. */
    public static final Duration WINDOW = Duration.ofDays(14);

    /** Fewer samples, or samples of a shorter time, foretell nothing. */
    static final int FEWEST = 4;

    static final Duration SHORTEST = Duration.ofDays(3);

    /** Samples are made once a day, but not to the minute. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final Duration FARTHEST = Duration.ofDays(3652);

    /** How urgent it is. */
    public enum Level {
        /** There are too few samples to tell. */
        UNKNOWN(Duration.ZERO),
        /** More than 14 days are left. */
        CALM(Duration.ZERO),
        /** At most 14 days are left. */
        SOON(Duration.ofDays(14)),
        /** At most 3 days are left. */
        URGENT(Duration.ofDays(3));

        private final Duration within;

        Level(Duration within) {
            this.within = within;
        }

        /** The name in JSON. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether somebody has to be told. */
        public boolean warns() {
            return this == SOON || this == URGENT;
        }
    }

    /**
     * Looks ahead.
     *
     * @param samples in any order; those older than 14 days do not count
     * @param now from when on the time that is left is counted
     */
    public static SpaceForecast of(List<SpaceSample> samples, Instant now) {
        Instant oldest = now.minus(WINDOW).minus(SLACK);
        List<SpaceSample> recent = samples.stream()
                .filter(sample -> !sample.at().isBefore(oldest))
                .sorted(Comparator.comparing(SpaceSample::at))
                .toList();
        if (recent.isEmpty()) {
            return new SpaceForecast(Level.UNKNOWN, null, 0);
        }
        SpaceSample first = recent.getFirst();
        SpaceSample last = recent.getLast();
        long growth = last.used() - first.used();
        if (last.free() == 0) {
            // No forecast: it is full.
            return new SpaceForecast(Level.URGENT, last.at(), growth);
        }
        Duration span = Duration.between(first.at(), last.at());
        if (recent.size() < FEWEST || span.compareTo(SHORTEST.minus(SLACK)) < 0) {
            return new SpaceForecast(Level.UNKNOWN, null, growth);
        }
        double rate = (double) Math.max(growth, first.free() - last.free()) / span.toSeconds();
        double seconds = last.free() / rate;
        if (rate <= 0 || seconds > FARTHEST.toSeconds()) {
            return new SpaceForecast(Level.CALM, null, growth);
        }
        Instant full = last.at().plusSeconds((long) seconds);
        return new SpaceForecast(level(Duration.between(now, full)), full, growth);
    }

    private static Level level(Duration left) {
        if (left.compareTo(Level.URGENT.within) <= 0) {
            return Level.URGENT;
        }
        return left.compareTo(Level.SOON.within) <= 0 ? Level.SOON : Level.CALM;
    }
}
