package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.geometry.GeometryMeasure.Count;
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
 * What share of gross errors the geometry checks find, and on what share of sound annotations they raise a false one, over
 * 10,000 simulated annotations under six schemas with five seeds, under conditions that no limit was chosen by; and what a check
 * of 468 points takes of a processor. The baseline of the shares is a plain comparison with the average face. Shares by kind of
 * error and schema, and the spread over the seeds, go to the error stream. Run it as a program; {@code development} measures
 * under the conditions that the checks were made with.
 */
final class GeometryBenchmark {

    private static final List<String> SCHEMAS =
            List.of("ibug68", "wflw98", "lapa106", "cofw29", "aflw19", "mediapipe468");
    private static final int SEEDS = 5;
    /** Those of the conditions apart from each other, and from the tests'. */
    private static final int FIRST_HELD_OUT = 7001;

    private static final int FIRST_DEVELOPMENT = 1;

    /** Sound ones of each schema and seed; of each of nine kinds of errors that many. */
    private static final int SOUND = 180;

    private static final int EACH = 18;
    private static final int TIMED = 200;

    private GeometryBenchmark() {}

    public static void main(String[] arguments) {
        Conditions conditions =
                List.of(arguments).contains("development") ? Conditions.DEVELOPMENT : Conditions.HELD_OUT;
        int first = conditions == Conditions.DEVELOPMENT ? FIRST_DEVELOPMENT : FIRST_HELD_OUT;
        time("ibug68");
        time("mediapipe468");
        List<List<GeometryMeasure>> measured = new ArrayList<>();
        for (String schema : SCHEMAS) {
            List<GeometryMeasure> seeds = IntStream.range(first, first + SEEDS)
                    .parallel()
                    .mapToObj(seed -> {
                        GeometryMeasure one = new GeometryMeasure(schema, conditions);
                        one.look(SOUND, EACH, seed);
                        return one;
                    })
                    .toList();
            GeometryMeasure all = new GeometryMeasure(schema, conditions);
            seeds.forEach(all::add);
            System.err.println(all);
            measured.add(seeds);
        }
        print("quality.gross-found", measured, GeometryMeasure::found, GeometryMeasure::averageFound);
        print("quality.false-errors", measured, GeometryMeasure::falseErrors, GeometryMeasure::averageFalse);
        print("quality.false-findings", measured, GeometryMeasure::falseFindings, GeometryMeasure::averageFalse);
    }

    private static void print(
            String name,
            List<List<GeometryMeasure>> measured,
            Function<GeometryMeasure, Count> of,
            Function<GeometryMeasure, Count> baseline) {
        List<String> bySeed = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            int at = seed;
            bySeed.add(format(sum(measured.stream().map(seeds -> seeds.get(at)).toList(), of)
                    .share()));
        }
        List<GeometryMeasure> all = measured.stream().flatMap(List::stream).toList();
        Count count = sum(all, of);
        double plain = sum(all, baseline).share();
        System.err.println(name + " " + count + ", by seed " + bySeed);
        System.out.println("bench " + name + " " + format(count.share()) + " share ratio "
                + format(count.share() / plain) + " to average-face " + format(plain));
    }

    private static Count sum(List<GeometryMeasure> of, Function<GeometryMeasure, Count> what) {
        Count sum = new Count();
        of.forEach(one -> sum.add(what.apply(one)));
        return sum;
    }

    /** The median processor time of a check of a sound annotation, which other work on the machine hardly changes. */
    private static void time(String schema) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Simulation simulation = new Simulation(LandmarkSchemas.named(schema));
        GeometryChecks checks = GeometryChecks.of(simulation.schema());
        Random random = new Random(FIRST_DEVELOPMENT);
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
