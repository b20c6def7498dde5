package dev.visor.gateway.line;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long a change takes to be saved while 64 annotators work: each on a face of their own, each saving all 68 points every two
 * seconds, which is more often than the page does for whoever looks before clicking. A save opens what the view is made of, seals the
 * points under the subject's key, and is on record before it is taken. Beside it the health check, from the same 64 at the same pace.
 */
final class SavingBenchmark {

    private static final int ANNOTATORS = 64;
    private static final int FACES = 3;
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 30;

    private SavingBenchmark() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Installation visor = Installation.fresh("saving-benchmark", Map.of())) {
            Line line = new Line(visor);
            line.setUp();
            Line.Job job = released(line);
            List<Work> works = works(visor, job);
            List<Callable<List<Double>>> saving = new ArrayList<>();
            List<Callable<List<Double>>> health = new ArrayList<>();
            for (Work work : works) {
                saving.add(() -> paced(() -> work.save(visor, job)));
                health.add(() ->
                        paced(() -> visor.get(null, "/actuator/health/liveness").ok()));
            }
            List<Double> asked = all(health);
            List<Double> saved = all(saving);
            for (double share : new double[] {0.5, 0.95, 0.99}) {
                print("quality.save-p" + Math.round(share * 100), quantile(saved, share), quantile(asked, share));
            }
        }
        System.exit(0);
    }

    /** A batch with a face for everybody. */
    private static Line.Job released(Line line) {
        Line.Job job = line.project();
        int pictures = (ANNOTATORS + FACES - 1) / FACES;
        List<String> rows = new ArrayList<>();
        for (int picture = 0; picture < pictures; picture++) {
            for (int face = 0; face < FACES; face++) {
                rows.add("p" + picture + ".jpg,\"" + Line.FACES[face] + "\",s-" + picture + "-" + face + ",c,r"
                        + picture);
            }
        }
        job.manifest(rows.toArray(String[]::new));
        for (int picture = 0; picture < pictures; picture++) {
            job.upload("p" + picture + ".jpg", Line.photograph()).ok();
        }
        job.staged();
        job.release(Person.ROSA).ok();
        return job;
    }

    private static List<Work> works(Installation visor, Line.Job job) {
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < ANNOTATORS; i++) {
            Person person =
                    new Person(UUID.randomUUID(), "a" + i, Set.of("annotator"), null, List.of("north-1"), 1, null);
            String task = visor.post(person, "/api/v1/tasks/next", "")
                    .ok()
                    .json()
                    .path("id")
                    .asString();
            works.add(new Work(person, task, job.points(person, task)));
        }
        return works;
    }

    /** Milliseconds of each round but the first ones; each begins when its turn is, however long the one before took. */
    private static List<Double> paced(Runnable work) {
        List<Double> took = new ArrayList<>();
        SplittableRandom random = new SplittableRandom();
        long turn = System.nanoTime() + random.nextLong(PACE.toNanos());
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            LockSupport.parkNanos(Math.max(0, turn - System.nanoTime()));
            // From the turn on, so that whoever waits for a slow one before is not left out.
            long begin = Math.min(turn, System.nanoTime());
            work.run();
            if (round >= 0) {
                took.add((System.nanoTime() - begin) / 1e6);
            }
            turn += PACE.toNanos();
        }
        return took;
    }

    private static List<Double> all(List<Callable<List<Double>>> everybody) throws InterruptedException {
        List<Double> took = new ArrayList<>();
        try (ExecutorService at = Executors.newFixedThreadPool(ANNOTATORS)) {
            for (Future<List<Double>> one : at.invokeAll(everybody)) {
                took.addAll(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        Collections.sort(took);
        return took;
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static void print(String name, double value, double baseline) {
        System.out.printf(
                Locale.ROOT, "bench %s %.2f ms ratio %.2f to health %.2f%n", name, value, value / baseline, baseline);
    }

    /** One annotator's face. */
    private record Work(Person person, String task, ArrayNode points) {

        void save(Installation visor, Line.Job job) {
            ObjectNode point = (ObjectNode) points.get(0);
            point.put("x", point.path("x").asDouble() + 0.01).put("provenance", "moved");
            ObjectNode body = JsonMapper.shared().createObjectNode();
            body.put("save", UUID.randomUUID().toString());
            body.set("viewPoints", points);
            visor.post(person, "/api/v1/tasks/" + task + "/drafts", body.toString(), "Visor-Purpose", job.purpose)
                    .ok();
        }
    }
}
