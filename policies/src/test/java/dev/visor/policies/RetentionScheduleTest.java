package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionScheduleTest {

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P90D", "P2W", "P1Y6M", "P10Y", "P120M"})
    void takesAnIsoPeriodWithinTheBounds(String text) {
        assertThat(RetentionSchedule.parse(text).keep()).isEqualTo(Period.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "90", "P0D", "-P1D", "P-1D", "P1Y-30D", "P10Y1D", "P999999999Y", "PT24H", "P99999999999D"})
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionSchedule.parse(text))
                .withMessageStartingWith("A retention time is");
    }

    @Test
    void nothingEndsBeforeItsTime() {
        RetentionSchedule month = RetentionSchedule.parse("P1M");
        assertThat(month.endsAt(Instant.parse("2026-01-31T23:59:59Z"))).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(RetentionSchedule.parse("P1D").endsAt(Instant.parse("2026-05-01T23:59:59Z")))
                .isEqualTo("2026-05-03T00:00:00Z");
    }
}
