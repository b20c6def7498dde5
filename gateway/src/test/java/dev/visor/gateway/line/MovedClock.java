package dev.visor.gateway.line;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The gateway's clock, at the beginning of an hour when a test begins, and moved on by it. No {@code @Configuration}: the scan would
 * find it, and move the clock of every other test's gateway.
 */
class MovedClock {

    static final Moved CLOCK = new Moved();

    @Bean
    @Primary
    Clock moved() {
        return CLOCK;
    }

    static final class Moved extends Clock {

        private volatile Duration ahead = toNextHour(Instant.now());

        private static Duration toNextHour(Instant now) {
            return Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
        }

        /** Does what the work queue has a part in at the time of the machine, by which the queue goes. */
        void atPresent(Runnable work) {
            Duration was = ahead;
            ahead = Duration.ZERO;
            try {
                work.run();
            } finally {
                ahead = was;
            }
        }

        /** To the beginning of the hour that follows. */
        void toNextHour() {
            ahead = ahead.plus(toNextHour(instant()));
        }

        /** To the beginning of the day that follows. */
        void toNextDay() {
            Instant now = instant();
            ahead = ahead.plus(
                    Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)));
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
