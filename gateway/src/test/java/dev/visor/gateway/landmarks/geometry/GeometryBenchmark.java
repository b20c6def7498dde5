package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import dev.visor.gateway.projects.LandmarkSchemas;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What share of gross errors the geometry checks find, and on what share of annotations without a planted one they raise a false
 * one, over 10,000 simulated annotations under six schemas with five seeds, under conditions that no limit was chosen by; and what
 * a check of 468 points takes of a processor. The baseline of the shares is a plain comparison with the average face. Shares
 * by kind of error and schema, and the spread over the seeds, go to the error stream. Run it as a program; with the names of
 * conditions ({@code normal}, {@code laplace}, ...) it measures under those by which the checks were made, with {@code
 * quick} a tenth of them.
 */
final class GeometryBenchmark {

    private static final int SEEDS = 5;

    /** Without a planted error, of each schema and seed; of each of nine kinds of errors that many. */
    private static final int SOUND = 180;

    private static final int EACH = 18;
    private static final int TIMED = 200;
    private static final int FIRST_TIMED = 1;

    private GeometryBenchmark() {}

    public static void main(String[] arguments) {
        List<String> asked = List.of(arguments);
        int seeds = asked.contains("quick") ? 1 : SEEDS;
        time("ibug68");
        time("mediapipe468");
        List<Conditions> development = Conditions.DEVELOPMENT.stream()
                .filter(conditions -> asked.contains(conditions.name()))
                .toList();
        for (Conditions conditions : development.isEmpty() ? List.of(Conditions.HELD_OUT) : development) {
            measure(conditions, seeds);
        }
    }

    private static void measure(Conditions conditions, int seeds) {
        System.err.println(conditions.name());
        List<GeometryMeasure> bySeed = IntStream.range(0, seeds)
                .mapToObj(seed -> new GeometryMeasure(conditions.schemas().getFirst(), conditions))
                .toList();
        for (String schema : conditions.schemas()) {
            List<GeometryMeasure> measured = IntStream.range(0, seeds)
                    .parallel()
                    .mapToObj(seed -> {
                        GeometryMeasure one = new GeometryMeasure(schema, conditions);
                        one.look(SOUND, EACH, conditions.first() + seed);
                        return one;
                    })
                    .toList();
            System.err.println(sum(schema, conditions, measured));
            for (int seed = 0; seed < seeds; seed++) {
                bySeed.get(seed).add(measured.get(seed));
            }
        }
        GeometryMeasure all = sum(conditions.schemas().getFirst(), conditions, bySeed);
        System.err.println("of all: " + all);
        print("quality.gross-found", bySeed, all, GeometryMeasure::found, GeometryMeasure::averageFound);
        print("quality.false-errors", bySeed, all, one -> one.sound().falseErrors(), GeometryMeasure::averageFalse);
        print("quality.any-errors", bySeed, all, one -> one.sound().errors(), GeometryMeasure::averageNamed);
        print("quality.any-findings", bySeed, all, one -> one.sound().findings(), GeometryMeasure::averageNamed);
    }

    private static GeometryMeasure sum(String schema, Conditions conditions, List<GeometryMeasure> of) {
        GeometryMeasure sum = new GeometryMeasure(schema, conditions);
        of.forEach(sum::add);
        return sum;
    }

    private static void print(
            String name,
            List<GeometryMeasure> bySeed,
            GeometryMeasure all,
            Function<GeometryMeasure, Count> of,
            Function<GeometryMeasure, Count> baseline) {
        List<String> shares =
                bySeed.stream().map(one -> format(of.apply(one).share())).toList();
        double share = of.apply(all).share();
        double plain = baseline.apply(all).share();
        System.err.println(name + " " + of.apply(all) + ", by seed " + shares);
        System.out.println("bench " + name + " " + format(share) + " share ratio " + format(share / plain)
                + " to average-face " + format(plain));
    }

    /** The median processor time of a check of a sound annotation, which other work on the machine hardly changes. */
    private static void time(String schema) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Simulation simulation = new Simulation(LandmarkSchemas.named(schema));
        GeometryChecks checks = GeometryChecks.of(simulation.schema());
        Random random = new Random(FIRST_TIMED);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < 2 * TIMED; i++) {
            Annotated face = simulation.careful(random);
            long before = threads.getCurrentThreadCpuTime();
            checks.findings(face.points(), face.sight());
            times.add((threads.getCurrentThreadCpuTime() - before) / 1e6);
        }
        // The first half warms up.
        List<Double> warm = times.subList(TIMED, 2 * TIMED).stream().sorted().toList();
        System.err.println("check of " + schema + ": 95 % within " + format(warm.get(95 * TIMED / 100)) + " ms");
        System.out.println("bench quality.check-" + schema + " " + format(warm.get(TIMED / 2)) + " ms");
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
