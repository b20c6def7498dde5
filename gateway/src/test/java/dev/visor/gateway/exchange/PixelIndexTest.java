package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PixelIndexTest {

    @Test
    void theCentreOfTheFirstPixelIsItsNumber() {
        assertThat(PixelIndex.FROM_ZERO.of(0.5)).hasToString("0");
        assertThat(PixelIndex.FROM_ONE.of(0.5)).hasToString("1");
        assertThat(PixelIndex.FROM_ZERO.of(0)).hasToString("-0.5");
        assertThat(PixelIndex.FROM_ONE.of(0)).hasToString("0.5");
        assertThat(PixelIndex.FROM_ZERO.of(640)).hasToString("639.5");
    }

    @ParameterizedTest
    @EnumSource
    void everyCoordinateComesBackBitForBit(PixelIndex convention) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double coordinate = (random.nextDouble() - 0.25) * Math.pow(10, random.nextInt(12) - 6);
            String text = convention.of(coordinate).toPlainString();
            assertThat(convention.coordinate(new BigDecimal(text)))
                    .as("seed %s, %s", seed, text)
                    .isEqualTo(coordinate);
        }
    }

    @Test
    void neverWritesAnExponent() {
        for (double coordinate : new double[] {1e-9, 1e6 + 0.5, 100_000.5, 1e-4 + 0.5}) {
            assertThat(PixelIndex.FROM_ZERO.of(coordinate).toPlainString()).doesNotContain("E");
            assertThat(PixelIndex.plain(coordinate).toPlainString()).doesNotContain("E");
        }
    }
}
