package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.geometry.GeometryMeasure.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What share of gross errors the geometry checks find, and on what share of sound annotations they raise a false error, over
 * 10,000 simulated annotations under six schemas with five seeds; shares by kind of error and schema, the spread over the seeds
 * and the share of false warnings go to the error stream. Run it as a program.
 */
final class GeometryBenchmark {

    private static final List<String> SCHEMAS =
            List.of("ibug68", "wflw98", "lapa106", "cofw29", "aflw19", "mediapipe468");
    private static final int SEEDS = 5;
    /** Sound ones of each schema and seed; of each of nine kinds of errors that many. */
    private static final int SOUND = 180;

    private static final int EACH = 18;

    private GeometryBenchmark() {}

    public static void main(String[] arguments) {
        List<Count> found = new ArrayList<>();
        List<Count> wrong = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            found.add(new Count());
            wrong.add(new Count());
        }
        for (String schema : SCHEMAS) {
            GeometryMeasure all = new GeometryMeasure(schema);
            for (int seed = 1; seed <= SEEDS; seed++) {
                GeometryMeasure one = new GeometryMeasure(schema);
                one.look(SOUND, EACH, seed);
                found.get(seed - 1).add(one.found());
                wrong.get(seed - 1).add(one.falseErrors());
                all.add(one);
            }
            System.err.println(all);
        }
        print("quality.gross-found", found);
        print("quality.false-findings", wrong);
    }

    private static void print(String name, List<Count> seeds) {
        Count all = new Count();
        seeds.forEach(all::add);
        System.err.println(name + " " + all + ", by seed "
                + seeds.stream().map(seed -> format(seed.share())).toList());
        System.out.println("bench " + name + " " + format(all.share()) + " share");
    }

    private static String format(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }
}
