package dev.visor.policies;

import java.util.Arrays;
import java.util.Locale;

/** How long a decision takes, with the rules kept parsed and, as the baseline, parsed anew each time. Run it as a program. */
final class DecisionBenchmark {

    private DecisionBenchmark() {}

    public static void main(String[] args) {
        Policies kept = Policies.load();
        Policies parsed = new Policies(PolicyFiles.shipped());
        measure(kept, 5_000);
        measure(parsed, 200);
        double[] fast = measure(kept, 20_000);
        double[] slow = measure(parsed, 500);
        print("access.decision-p50", fast[0], slow[0]);
        print("access.decision-p99", fast[1], slow[1]);
    }

    private static double[] measure(Policies policies, int times) {
        AccessRequest request = new AccessRequest(
                Scene.somebody(Role.ANNOTATOR), Act.VIEW_SHOW, Scene.thingOf(Act.VIEW_SHOW), Scene.CONTEXT);
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            if (!(policies.decide(request) instanceof Decision.Allowed)) {
                throw new IllegalStateException("The measured request is an allowed one");
            }
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return new double[] {nanos[times / 2] / 1e6, nanos[times * 99 / 100] / 1e6};
    }

    private static void print(String name, double value, double baseline) {
        System.out.printf(
                Locale.ROOT,
                "bench %s %.3f ms ratio %.4f to parsed-each-time %.3f%n",
                name,
                value,
                value / baseline,
                baseline);
    }
}
