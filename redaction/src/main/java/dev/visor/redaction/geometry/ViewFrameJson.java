package dev.visor.redaction.geometry;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version 1 of a frame on disk. A canonical text has one order and one spelling, so a pattern reads it whole, and what
 * does not come out the same when written again is refused.
 */
final class ViewFrameJson {

    private static final String NUMBER = "(-?[0-9]{1,21}(?:\\.[0-9]{1,25})?(?:e[+-][0-9]{1,3})?)";

    private static final Pattern V1 = Pattern.compile("\\{\"asset\":\"([0-9a-f-]{36})\",\"generation\":([0-9]{1,9}),"
            + "\"orientation\":([1-8]),\"storedSize\":\\[([0-9]{1,5}),([0-9]{1,5})],\"storedToView\":\\["
            + String.join(",", NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER)
            + "],\"version\":1,\"viewSize\":\\[([0-9]{1,5}),([0-9]{1,5})]}");

    private ViewFrameJson() {}

    static byte[] write(ViewFrame frame) {
        Affine m = frame.storedToView();
        String json = "{\"asset\":\"" + frame.asset() + "\",\"generation\":" + frame.generation() + ",\"orientation\":"
                + frame.orientation().exif() + ",\"storedSize\":" + size(frame.stored()) + ",\"storedToView\":["
                + String.join(
                        ",", number(m.a()), number(m.b()), number(m.tx()), number(m.c()), number(m.d()), number(m.ty()))
                + "],\"version\":1,\"viewSize\":" + size(frame.view()) + "}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    static ViewFrame read(byte[] json) {
        Matcher found = V1.matcher(new String(json, StandardCharsets.ISO_8859_1));
        if (!found.matches()) {
            throw new IllegalArgumentException("This is not a view frame in canonical form, version 1");
        }
        double[] m = new double[6];
        for (int i = 0; i < 6; i++) {
            m[i] = Double.parseDouble(found.group(6 + i));
        }
        ViewFrame frame = new ViewFrame(
                UUID.fromString(found.group(1)),
                Integer.parseInt(found.group(2)),
                new ImageSize(Integer.parseInt(found.group(4)), Integer.parseInt(found.group(5))),
                Orientation.ofExif(Integer.parseInt(found.group(3))),
                new ImageSize(Integer.parseInt(found.group(12)), Integer.parseInt(found.group(13))),
                new Affine(m[0], m[1], m[2], m[3], m[4], m[5]));
        if (!Arrays.equals(write(frame), json)) {
            throw new IllegalArgumentException("This view frame is not in canonical form");
        }
        return frame;
    }

    private static String size(ImageSize size) {
        return "[" + size.width() + "," + size.height() + "]";
    }

    /** A double as ECMAScript prints it, which RFC 8785 asks for: Java's shortest digits in another layout. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        BigDecimal shorter = shortest.round(new MathContext(1));
        if (shorter.doubleValue() == Math.abs(value)) {
            shortest = shorter; // Java prints two digits or more, ECMAScript one where one will do
        }
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String text;
        if (point > 21 || point <= -6) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            text = digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
        } else if (point <= 0) {
            text = "0." + "0".repeat(-point) + digits;
        } else if (point >= digits.length()) {
            text = digits + "0".repeat(point - digits.length());
        } else {
            text = digits.substring(0, point) + "." + digits.substring(point);
        }
        return value < 0 ? "-" + text : text;
    }
}
