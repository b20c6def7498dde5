package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever of the workforce tries identifiers is told, once, for a day; whoever misses now and then is not. */
class SweepHealthTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Instant now = NOON;
    private final SweepHealth sweeps = new SweepHealth(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private String told() {
        return String.valueOf(sweeps.health().getDetails().get("amber"));
    }

    private void miss(UUID person, int times) {
        for (int i = 0; i < times; i++) {
            sweeps.missed(person);
        }
    }

    @Test
    void aSweepIsToldOncePerPersonForADay() {
        UUID person = UUID.randomUUID();
        miss(person, SweepHealth.LEAST - 1);
        assertThat(told()).isEqualTo("none");

        miss(person, 100_000);

        assertThat(told()).startsWith("1 of the workforce");
        miss(UUID.randomUUID(), SweepHealth.LEAST);
        assertThat(told()).startsWith("2 of the workforce");
        now = NOON.plus(Duration.ofHours(25));
        assertThat(told()).isEqualTo("none");
    }

    @Test
    void whoeverMissesNowAndThenIsNotTold() {
        UUID person = UUID.randomUUID();
        for (int hour = 0; hour < 10; hour++) {
            miss(person, SweepHealth.LEAST - 1);
            now = now.plus(SweepHealth.WITHIN).plusSeconds(1);
        }
        assertThat(told()).isEqualTo("none");
    }
}
