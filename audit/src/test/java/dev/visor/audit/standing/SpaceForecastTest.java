package dev.visor.audit.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.standing.SpaceForecast.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A warning 14 and 3 days ahead, and none where nothing is known. */
class SpaceForecastTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final long MEGABYTE = 1_000_000;

    /** Daily samples up to now, the trail growing by one megabyte a day, and so much free at the end. */
    private static List<SpaceSample> daily(int count, long free) {
        List<SpaceSample> samples = new ArrayList<>();
        for (int ago = count - 1; ago >= 0; ago--) {
            samples.add(
                    new SpaceSample(NOW.minus(Duration.ofDays(ago)), (100 - ago) * MEGABYTE, 0, free + ago * MEGABYTE));
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"15, CALM", "14, SOON", "4, SOON", "3, URGENT", "1, URGENT", "0, URGENT"})
    void warnsAtFourteenAndAtThreeDays(long days, Level level) {
        SpaceForecast forecast = SpaceForecast.of(daily(14, days * MEGABYTE), NOW);
        assertThat(forecast.level()).isEqualTo(level);
        assertThat(forecast.full()).isEqualTo(NOW.plus(Duration.ofDays(days)));
        assertThat(forecast.growth()).isEqualTo(13 * MEGABYTE);
    }

    @Test
    void isCalmOneMinuteBeforeTheBorder() {
        List<SpaceSample> samples = daily(14, 14 * MEGABYTE);
        assertThat(SpaceForecast.of(samples, NOW.minusSeconds(60)).level()).isEqualTo(Level.CALM);
        assertThat(SpaceForecast.of(samples, NOW).level()).isEqualTo(Level.SOON);
        List<SpaceSample> fewer = daily(14, 3 * MEGABYTE);
        assertThat(SpaceForecast.of(fewer, NOW.minusSeconds(60)).level()).isEqualTo(Level.SOON);
        assertThat(SpaceForecast.of(fewer, NOW).level()).isEqualTo(Level.URGENT);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3"})
    void foretellsNothingFromTooFewSamples(int count) {
        SpaceForecast forecast = SpaceForecast.of(daily(count, MEGABYTE), NOW);
        assertThat(forecast.level()).isEqualTo(Level.UNKNOWN);
        assertThat(forecast.full()).isNull();
        assertThat(SpaceForecast.of(daily(4, MEGABYTE), NOW).level()).isEqualTo(Level.URGENT);
    }

    @Test
    void foretellsNothingFromManySamplesOfOneBusyDay() {
        List<SpaceSample> samples = new ArrayList<>();
        for (int hour = 20; hour >= 0; hour--) {
            samples.add(new SpaceSample(
                    NOW.minus(Duration.ofHours(hour)), (100 - hour) * MEGABYTE, 0, MEGABYTE + hour * MEGABYTE));
        }
        assertThat(SpaceForecast.of(samples, NOW).level()).isEqualTo(Level.UNKNOWN);
    }

    @Test
    void saysThatItIsFullWhateverElseIsKnown() {
        SpaceForecast forecast = SpaceForecast.of(daily(1, 0), NOW);
        assertThat(forecast.level()).isEqualTo(Level.URGENT);
        assertThat(forecast.full()).isEqualTo(NOW);
    }

    @Test
    void isCalmWhereNothingGrows() {
        List<SpaceSample> same = new ArrayList<>();
        List<SpaceSample> less = new ArrayList<>();
        for (int ago = 0; ago < 14; ago++) {
            Instant at = NOW.minus(Duration.ofDays(ago));
            same.add(new SpaceSample(at, 10, 10, MEGABYTE));
            less.add(new SpaceSample(at, 10 + ago, 10, MEGABYTE - ago));
        }
        assertThat(SpaceForecast.of(same, NOW)).isEqualTo(new SpaceForecast(Level.CALM, null, 0));
        assertThat(SpaceForecast.of(less, NOW)).isEqualTo(new SpaceForecast(Level.CALM, null, -13));
    }

    @Test
    void seesOthersWhoFillTheStoreToo() {
        List<SpaceSample> samples = new ArrayList<>();
        for (int ago = 0; ago < 14; ago++) {
            samples.add(new SpaceSample(NOW.minus(Duration.ofDays(ago)), 10, 10, (2 + ago) * MEGABYTE));
        }
        assertThat(SpaceForecast.of(samples, NOW).level()).isEqualTo(Level.URGENT);
    }

    @Test
    void takesSamplesInAnyOrderAndForgetsOldOnes() {
        List<SpaceSample> samples = daily(14, 30 * MEGABYTE);
        // Long ago it grew a thousand times as fast.
        samples.add(new SpaceSample(NOW.minus(Duration.ofDays(15)), 0, 0, 40_000 * MEGABYTE));
        Collections.reverse(samples);
        assertThat(SpaceForecast.of(samples, NOW).level()).isEqualTo(Level.CALM);
    }
}
