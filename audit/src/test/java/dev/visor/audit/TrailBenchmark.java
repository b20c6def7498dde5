package dev.visor.audit;

import dev.visor.audit.record.AuditEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * How fast records become durable, get their place in the log and are published, on a PostgreSQL that syncs, beside bare
 * commits and inserts by JDBC on the same server. What is compared alternates, so that a busy machine slows both. Run it as
 * a program, with the names of its parts (append, sequence, publish) or all of them.
 */
final class TrailBenchmark {

    private static final int CALLERS = 64;

    /** As long as the leaf of a shown view. */
    private static final byte[] LEAF = new byte[850];

    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int BATCH = 4096;
    private static final int SEQUENCED = 10 * BATCH;

    /** One annotator opens a view in some seconds: this is a house of a thousand. */
    private static final int PER_SECOND = 200;

    private static final Duration PUBLISHING = Duration.ofSeconds(20);
    private static final long TURN_MILLIS = 250;

    private final TestTrail t;
    private final List<AuditEvent> events = new ArrayList<>();

    private TrailBenchmark(TestTrail t) {
        this.t = t;
        for (int i = 0; i < 1000; i++) {
            events.add(TestTrail.shown(TestTrail.view(), TestTrail.person("p" + i)));
        }
        t.database.attack(
                "create table bare (seq bigint generated always as identity primary key, id uuid unique, leaf bytea)",
                "grant insert on bare to visor_trail");
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("visor-trail");
        try (TestTrail t = new TestTrail(folder)) {
            TrailBenchmark benchmark = new TrailBenchmark(t);
            Set<String> parts = arguments.length == 0 ? Set.of("append", "sequence", "publish") : Set.of(arguments);
            if (parts.contains("append")) {
                benchmark.append();
            }
            if (parts.contains("sequence")) {
                benchmark.sequence();
            }
            if (parts.contains("publish")) {
                benchmark.publish();
            }
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Act {
        void run(int turn) throws SQLException;

        default void close() throws SQLException {}
    }

    private void append() throws Exception {
        List<Double> records = new ArrayList<>();
        List<Double> commits = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        List<Double> bareSlow = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            long[] ours = callers(() -> turn -> t.trail.append(t.log, events.get(turn % events.size())));
            long[] bare = callers(this::bareCommit);
            if (round >= 0) {
                records.add(ours.length / (ROUND.toMillis() / 1e3));
                commits.add(bare.length / (ROUND.toMillis() / 1e3));
                ratios.add(ours.length / (double) bare.length);
                slow.add(percentile99(ours) / 1e6);
                bareSlow.add(percentile99(bare) / 1e6);
            }
        }
        spread("append-64", records);
        spread("bare single-row commits", commits);
        spread("append-64 to bare commits", ratios);
        spread("append-64-p99", slow);
        line("trail.append-64", "%.0f", median(records), "records/s", "bare-single-row-commits", median(commits));
        line("trail.append-64-p99", "%.1f", median(slow), "ms", "bare-single-row-commits-p99", median(bareSlow));
    }

    private Act bareCommit() throws SQLException {
        Connection connection = t.database.trail().getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into bare (id, leaf) values (?, ?)");
        return new Act() {
            @Override
            public void run(int turn) throws SQLException {
                insert.setObject(1, UUID.randomUUID());
                insert.setBytes(2, LEAF);
                insert.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    /** Returns how long each call of each caller took, in nanoseconds, sorted. */
    private static long[] callers(Callable<Act> caller) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Act> acts = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                acts.add(caller.call());
            }
            long end = System.nanoTime() + ROUND.toNanos();
            List<Future<List<Long>>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Act act = acts.get(i);
                int first = i * 1_000_003 / CALLERS;
                answers.add(callers.submit(() -> timed(act, first, end)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> answer : answers) {
                all.addAll(answer.get());
            }
            for (Act act : acts) {
                act.close();
            }
            return all.stream().mapToLong(Long::longValue).sorted().toArray();
        }
    }

    private static List<Long> timed(Act act, int first, long end) throws SQLException {
        List<Long> nanos = new ArrayList<>();
        int turn = first;
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            act.run(turn++);
            nanos.add(System.nanoTime() - begin);
        }
        return nanos;
    }

    private void sequence() throws Exception {
        int rest = t.sequencer.step();
        while (rest > 0) {
            rest = t.sequencer.step();
        }
        List<Double> leaves = new ArrayList<>();
        List<Double> rows = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            fill(SEQUENCED);
            long begin = System.nanoTime();
            int done = 0;
            while (done < SEQUENCED) {
                done += t.sequencer.step();
            }
            double ours = done / ((System.nanoTime() - begin) / 1e9);
            double bare = bareBatches();
            if (round >= 0) {
                leaves.add(ours);
                rows.add(bare);
            }
        }
        spread("sequence", leaves);
        spread("bare batched inserts", rows);
        line("trail.sequence", "%.0f", median(leaves), "leaves/s", "bare-batched-inserts", median(rows));
    }

    private void fill(int records) throws InterruptedException, ExecutionException {
        try (ExecutorService callers = Executors.newFixedThreadPool(4 * CALLERS)) {
            List<Future<Receipt>> answers = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                AuditEvent event = events.get(i % events.size());
                answers.add(callers.submit(() -> t.trail.append(t.log, event)));
            }
            for (Future<Receipt> answer : answers) {
                answer.get();
            }
        }
    }

    /** Inserts as many rows as were sequenced, in batches as large, each durable. */
    private double bareBatches() throws SQLException {
        try (Connection connection = t.database.trail().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into bare (id, leaf) values (?, ?)")) {
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            for (int i = 1; i <= SEQUENCED; i++) {
                insert.setObject(1, UUID.randomUUID());
                insert.setBytes(2, LEAF);
                insert.addBatch();
                if (i % BATCH == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            return SEQUENCED / ((System.nanoTime() - begin) / 1e9);
        }
    }

    /** From the call of append to the checkpoint that holds the record, with a sequencer that works as the gateway's. */
    private void publish() throws Exception {
        TreeMap<Long, Long> published = new TreeMap<>();
        Map<UUID, Long> begun = new ConcurrentHashMap<>();
        int records = (int) (PER_SECOND * PUBLISHING.toSeconds());
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            Future<?> sequencer = callers.submit(() -> {
                for (int done = 0; done < records; ) {
                    int more = t.sequencer.step();
                    done += more;
                    published.put(
                            t.published()
                                    .checkpoint()
                                    .orElseThrow()
                                    .checkpoint()
                                    .size(),
                            System.nanoTime());
                    if (more < BATCH) {
                        Thread.sleep(TURN_MILLIS);
                    }
                }
                return null;
            });
            long start = System.nanoTime();
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                long due = start + i * 1_000_000_000L / PER_SECOND;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                AuditEvent event = events.get(i % events.size());
                // Counted from when it was due: a queue in here would be waiting, too.
                calls.add(callers.submit(
                        () -> begun.put(t.trail.append(t.log, event).record(), due)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            sequencer.get();
        }
        Map<UUID, Long> leaves = leaves();
        long[] nanos = begun.entrySet().stream()
                .mapToLong(record -> {
                    long leaf = leaves.getOrDefault(record.getKey(), Long.MAX_VALUE - 1);
                    return published.ceilingEntry(leaf + 1).getValue() - record.getValue();
                })
                .sorted()
                .toArray();
        System.err.printf(
                Locale.ROOT,
                "trail.checkpoint: %d records at %d a second, %.0f ms in the middle, %.0f at most%n",
                nanos.length,
                PER_SECOND,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length - 1] / 1e6);
        System.out.printf(Locale.ROOT, "bench trail.checkpoint-p99 %.0f ms%n", percentile99(nanos) / 1e6);
    }

    private Map<UUID, Long> leaves() throws SQLException {
        Map<UUID, Long> leaves = new HashMap<>();
        try (Connection connection = t.database.trail().getConnection();
                PreparedStatement select = connection.prepareStatement("select record, leaf from trail_index");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                leaves.put(result.getObject(1, UUID.class), result.getLong(2));
            }
        }
        return leaves;
    }

    private static double percentile99(long[] sorted) {
        return sorted[(int) (sorted.length * 99L / 100)];
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void spread(String name, List<Double> values) {
        System.err.printf(
                Locale.ROOT,
                "trail: %s, %d rounds: %s%n",
                name,
                values.size(),
                Arrays.toString(
                        values.stream().map(value -> "%.2f".formatted(value)).toArray()));
    }

    private static void line(String name, String form, double value, String unit, String baseline, double other) {
        System.out.printf(
                Locale.ROOT,
                "bench %s " + form + " %s ratio %.3f to %s " + form + "%n",
                name,
                value,
                unit,
                value / other,
                baseline,
                other);
    }
}
