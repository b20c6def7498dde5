package dev.visor.gateway.exchange;

import dev.visor.redaction.geometry.ImagePoint;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The .pts files of the 300-W data sets, version 1: one face each, pixel centres counted from 1 (the sets were made with
 * MATLAB). The format has no word for a point without a place.
 */
final class PtsFile {

    /** A header that claims more would make us set aside memory for nothing. */
    private static final int MOST_POINTS = 10_000;

    private static final Pattern FILE =
            Pattern.compile("\\s*version:\\s*1\\s+n_points:\\s*(\\d{1,5})\\s*\\{(.*)}\\s*", Pattern.DOTALL);

    private PtsFile() {}

    /**
     * Writes a face.
     *
     * @throws IllegalArgumentException if a point has no place
     */
    static byte[] write(ExportedFace face) {
        StringBuilder text = new StringBuilder("version: 1\nn_points: ")
                .append(face.points().size())
                .append("\n{\n");
        for (ExportedPoint point : face.points()) {
            @Nullable ImagePoint place = point.place();
            if (place == null) {
                throw new IllegalArgumentException("A .pts file has no word for a point without a place");
            }
            text.append(PixelIndex.FROM_ONE.of(place.x()).toPlainString())
                    .append(' ')
                    .append(PixelIndex.FROM_ONE.of(place.y()).toPlainString())
                    .append('\n');
        }
        return text.append("}\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a file of version 1.
     *
     * @return the points in corner-origin coordinates
     * @throws ExportFormatException if it is none, or does not hold the points that it announces
     */
    static List<ImagePoint> read(byte[] file) {
        Matcher parts = FILE.matcher(new String(file, StandardCharsets.US_ASCII));
        if (!parts.matches()) {
            throw new ExportFormatException("A .pts file is 'version: 1', 'n_points: N' and points in braces");
        }
        int announced = Integer.parseInt(parts.group(1));
        String body = parts.group(2).strip();
        String[] numbers = body.isEmpty() ? new String[0] : body.split("\\s+", -1);
        if (announced > MOST_POINTS || numbers.length != 2 * announced) {
            throw new ExportFormatException(
                    "A .pts file holds the points that it announces: " + announced + ", not " + numbers.length / 2.0);
        }
        List<ImagePoint> points = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            points.add(new ImagePoint(coordinate(numbers[i]), coordinate(numbers[i + 1])));
        }
        return points;
    }

    private static double coordinate(String number) {
        try {
            return PixelIndex.FROM_ONE.coordinate(new BigDecimal(number));
        } catch (NumberFormatException e) {
            throw new ExportFormatException("A .pts file holds numbers only", e);
        }
    }
}
