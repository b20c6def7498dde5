package dev.visor.redaction.measure;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is measured: counts with their intervals for people, and one line a figure for {@code deploy/bench}. */
final class Report {

    private final Map<String, Share> baselines = new TreeMap<>();

    /** A line for people; the bench keeps its own lines alone, so this goes past it. */
    static void say(String line) {
        System.err.println(line);
    }

    /** A share by its figure's name, beside the baseline's of the same name where that was measured before. */
    void figure(String prefix, String name, Share share) {
        say("  %-20s %s".formatted(name, share));
        if (prefix.equals(Detector.BASELINE)) {
            baselines.put(name, share);
        } else if (share.all() > 0) {
            Share baseline = baselines.get(name);
            value(
                    prefix + name,
                    share.value(),
                    "share",
                    baseline == null || baseline.found() == 0
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    " ratio %.2f to haar %.4f",
                                    share.value() / baseline.value(),
                                    baseline.value()));
        }
    }

    /** One line of the bench. */
    static void value(String name, double value, String unit, String rest) {
        System.out.printf(Locale.ROOT, "bench redaction.%s %.4f %s%s%n", name, value, unit, rest);
    }
}
