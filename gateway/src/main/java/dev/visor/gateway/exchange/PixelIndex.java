package dev.visor.gateway.exchange;

import java.math.BigDecimal;

/**
 * Carries coordinates between ours, whose origin is the corner of the first pixel, and those of formats that count pixels,
 * whose whole numbers are pixel centres. Our centre of the first pixel is 0.5: COCO and dlib call it 0, .pts calls it 1.
 *
 * <p>The arithmetic is decimal, so that what is written is the shortest text of our number shifted by exactly a half, and
 * reading it back gives our number bit for bit.
 */
enum PixelIndex {
    /** The first pixel is 0. */
    FROM_ZERO("-0.5"),
    /** The first pixel is 1. */
    FROM_ONE("0.5");

    private final BigDecimal shift;

    PixelIndex(String shift) {
        this.shift = new BigDecimal(shift);
    }

    /** The format's number for our coordinate, without an exponent. */
    BigDecimal of(double coordinate) {
        BigDecimal shifted = BigDecimal.valueOf(coordinate).add(shift).stripTrailingZeros();
        return shifted.scale() < 0 ? shifted.setScale(0) : shifted;
    }

    /** Our coordinate for the format's number. */
    double coordinate(BigDecimal index) {
        return index.subtract(shift).doubleValue();
    }

    /** Our number as it is, for what a format measures from the corner, such as boxes. */
    static BigDecimal plain(double number) {
        BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
