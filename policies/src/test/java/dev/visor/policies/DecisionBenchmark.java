package dev.visor.policies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a decision takes, with the rules kept parsed and, as the baseline, parsed anew each time; and with a hundred rules. Run it
 * as a program.
 */
final class DecisionBenchmark {

    private DecisionBenchmark() {}

    public static void main(String[] args) {
        Policies kept = Policies.load();
        Policies parsed = Policies.whole(PolicyFiles.shipped());
        measure(kept, 5_000);
        measure(parsed, 200);
        double[] fast = measure(kept, 20_000);
        double[] slow = measure(parsed, 500);
        print("access.decision-p50", fast[0], slow[0]);
        print("access.decision-p99", fast[1], slow[1]);
        Policies many = Policies.kept(hundred());
        measure(many, 5_000);
        double[] hundred = measure(many, 20_000);
        print("access.decision-100-policies-p99", hundred[1], slow[1]);
    }

    /** The shipped rules and as many more as make a hundred, each of which the engine has to look at for this act. */
    private static PolicyFiles hundred() {
        PolicyFiles shipped = PolicyFiles.shipped();
        Map<String, String> rules = new TreeMap<>();
        for (int part = 2; part < shipped.parts().size(); part += 2) {
            rules.put(shipped.parts().get(part), shipped.parts().get(part + 1));
        }
        StringBuilder more = new StringBuilder();
        for (int number = shipped.sentences().size(); number < 100; number++) {
            more.append("@id(\"more-").append(number).append("\") @explain(\"One more.\")\n");
            more.append("forbid (principal, action in [Action::\"workforce\"], resource)\n");
            more.append("when { context has purpose && context.purpose == \"none-")
                    .append(number)
                    .append("\" };\n");
        }
        rules.put("more.cedar", more.toString());
        return PolicyFiles.of(shipped.parts().get(1), rules);
    }

    private static double[] measure(Policies policies, int times) {
        // What the gateway knows when a view is to be shown: no second factor, and nothing that two persons agreed on.
        Context scene = Scene.CONTEXT;
        AccessRequest request = new AccessRequest(
                Scene.somebody(Role.ANNOTATOR),
                Act.VIEW_SHOW,
                Scene.thingOf(Act.VIEW_SHOW),
                new Context(
                        scene.now(),
                        null,
                        scene.purpose(),
                        scene.access(),
                        null,
                        scene.budget(),
                        scene.workplace(),
                        null));
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
