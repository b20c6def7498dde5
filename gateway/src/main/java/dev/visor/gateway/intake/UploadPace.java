package dev.visor.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How slow a picture may come in. Whoever sends a byte now and then would hold a place for as long as he likes.
 *
 * @param clock tells the time
 * @param start for the first bytes
 * @param slowest bytes a second from then on
 * @param longest for the whole picture
 */
record UploadPace(Clock clock, Duration start, int slowest, Duration longest) {

    /** Begins to measure. */
    Running begin() {
        return new Running(clock.instant());
    }

    /** One upload under way. */
    final class Running {

        private final Instant begun;

        private Running(Instant begun) {
            this.begun = begun;
        }

        /** Whether it is too slow, with so many bytes arrived by now. */
        boolean tooSlow(long arrived) {
            Duration passed = Duration.between(begun, clock.instant());
            return passed.compareTo(longest) > 0 || passed.minus(start).toMillis() > arrived * 1000 / slowest;
        }
    }
}
