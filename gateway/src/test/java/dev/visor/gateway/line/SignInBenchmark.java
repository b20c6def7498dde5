package dev.visor.gateway.line;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How long an annotator waits: from coming back from the identity provider, over the session and the task, to the last byte of the
 * first view. The identity provider is the tests' own, so its forms and its hashing of passwords are not in the figure. Beside it
 * the health check, which is about the least that the same gateway answers.
 */
final class SignInBenchmark {

    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;

    private SignInBenchmark() {}

    public static void main(String[] arguments) {
        try (Installation visor = Installation.fresh("sign-in-benchmark", Map.of())) {
            Line line = new Line(visor);
            line.setUp();
            Line.Job job = line.project().released("bench-1");
            String task = job.next(Person.ANNA).path("id").asString();
            double[] signIns = new double[ROUNDS];
            double[] health = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                job.renew(task);
                Browser browser = Browser.fresh(visor);
                String callback = browser.callback(Person.ANNA);
                double one = milliseconds(() -> firstView(browser, callback));
                double other =
                        milliseconds(() -> visor.get(null, "/actuator/health").ok());
                if (round >= 0) {
                    signIns[round] = one;
                    health[round] = other;
                }
            }
            print("access.sign-in-to-view-p50", quantile(signIns, 0.5), quantile(health, 0.5));
            print("access.sign-in-to-view-p95", quantile(signIns, 0.95), quantile(health, 0.95));
        }
        System.exit(0);
    }

    private static void firstView(Browser browser, String callback) {
        browser.follow(callback);
        JsonNode task = browser.post("/api/v1/tasks/next").ok().json();
        String path = "/api/v1/tasks/" + task.path("id").asString();
        String purpose = task.path("purpose").asString();
        String grant = browser.post(path + "/grants", "Visor-Purpose", purpose)
                .ok()
                .json()
                .path("grant")
                .asString();
        browser.get(path + "/view", "Visor-Purpose", purpose, "Visor-Grant", grant)
                .ok();
    }

    private static double milliseconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double quantile(double[] values, double at) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(at * sorted.length) - 1];
    }

    private static void print(String name, double value, double baseline) {
        System.out.printf(
                Locale.ROOT, "bench %s %.2f ms ratio %.2f to health %.2f%n", name, value, value / baseline, baseline);
    }
}
