package dev.visor.audit.verify;

import dev.visor.audit.TestTrail;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.record.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How many leaves of 1 KB the verifier checks in a second of one core, beside reading the same bundles and hashing their
 * leaves, which no verifier can leave out. Run it as a program.
 *
 * <p>A second of a core is one of the process's processor time, the collector's and the compiler's threads included: other
 * programs on the machine do not change it, and nothing is gained by using more cores.
 */
final class VerifyBenchmark {

    private static final int LEAVES = 200_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 9;
    private static final int KILOBYTE = 1024;

    private VerifyBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("visor-verify");
        try {
            LogKeys keys = publish(folder);
            double[] checked = new double[ROUNDS];
            double[] hashed = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double one = perSecond(() -> verify(folder, keys));
                double other = perSecond(() -> hash(folder));
                if (round >= 0) {
                    checked[round] = one;
                    hashed[round] = other;
                }
            }
            Arrays.sort(checked);
            Arrays.sort(hashed);
            System.err.printf(
                    Locale.ROOT,
                    "trail.verify: %d rounds over %d leaves, %.0f to %.0f leaves/s; reading and hashing %.0f to %.0f%n",
                    ROUNDS,
                    LEAVES,
                    checked[0],
                    checked[ROUNDS - 1],
                    hashed[0],
                    hashed[ROUNDS - 1]);
            System.out.printf(
                    Locale.ROOT,
                    "bench trail.verify %.0f leaves/s ratio %.3f to reading-and-hashing %.0f%n",
                    checked[ROUNDS / 2],
                    checked[ROUNDS / 2] / hashed[ROUNDS / 2],
                    hashed[ROUNDS / 2]);
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static double perSecond(Work work) throws IOException {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = system.getProcessCpuTime();
        work.run();
        return LEAVES / ((system.getProcessCpuTime() - begin) / 1e9);
    }

    private static void verify(Path folder, LogKeys keys) throws IOException {
        Report report = new TrailVerifier(folder, keys.verifiers(), null).verify();
        if (!report.passed() || report.size() != LEAVES) {
            throw new IllegalStateException("The measured log stands: " + report.findings());
        }
    }

    private static void hash(Path folder) throws IOException {
        LogFolder log = new LogFolder(folder);
        int length = 0;
        for (long first = 0; first < LEAVES; first += Tile.WIDTH) {
            Tile tile = Tile.holding(0, first, LEAVES).entries();
            Bundle bundle = Bundle.read(log.read(tile), tile.width(), false);
            for (int i = 0; i < tile.width(); i++) {
                length += bundle.hash(i).toBytes().length;
            }
        }
        if (length != LEAVES * Hash.LENGTH) {
            throw new IllegalStateException("Each leaf has a hash");
        }
    }

    /** Views shown and sent, one writer, a thousand persons and thirty annotators. */
    private static LogKeys publish(Path folder) throws IOException {
        String origin = "visor/abcdefgh234567ab";
        Random random = new Random(1);
        UUID replica = new UUID(random.nextLong(), random.nextLong());
        List<byte[]> leaves = new ArrayList<>(LEAVES);
        Hash previous = Hash.ZERO;
        UUID intent = null;
        Instant time = Instant.now().minusSeconds(LEAVES);
        for (int i = 0; i < LEAVES; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            boolean shown = i % 2 == 0;
            Actor actor = new Actor("person:" + hash("annotator " + i / 2 % 30).toUrl(), "annotator");
            Leaf leaf = new Leaf(
                    id,
                    origin,
                    time.plusMillis(i),
                    shown ? Shape.DISCLOSURE : Shape.OUTCOME,
                    shown ? "view.show" : "view.sent",
                    actor,
                    "training of a landmark model",
                    "consent (Art. 9(2)(a) GDPR)",
                    List.of(TestTrail.view(), TestTrail.view()),
                    List.of(hash("tag " + i), hash("other tag " + i)),
                    Map.of("decision", "allowed", "policies", "annotator-sees-own-task"),
                    Map.of("actor.name", "c2VhbGVk".repeat(6)),
                    shown ? null : intent,
                    shown ? null : Result.SENT,
                    new ChainLink(replica, 1, i + 1, previous),
                    hash("salt " + i).toUrl().substring(0, 22));
            byte[] bytes = padded(leaf);
            previous = Hash.leaf(bytes);
            intent = id;
            leaves.add(bytes);
        }
        LogKeys keys = LogKeys.generate(origin, new SecureRandom());
        Files.createDirectories(folder.resolve("tile"));
        new LogCopy(folder, origin).forge(leaves, keys);
        return keys;
    }

    /** The same record with a sealed field as long as makes 1 KB. */
    private static byte[] padded(Leaf leaf) {
        int missing = KILOBYTE - leaf.toBytes().length - ",\"device\":\"\"".length();
        return new Leaf(
                        leaf.id(),
                        leaf.log(),
                        leaf.time(),
                        leaf.shape(),
                        leaf.action(),
                        leaf.actor(),
                        leaf.purpose(),
                        leaf.basis(),
                        leaf.objects(),
                        leaf.tags(),
                        leaf.facts(),
                        Map.of("actor.name", "c2VhbGVk".repeat(6), "device", "A".repeat(missing)),
                        leaf.intent(),
                        leaf.result(),
                        leaf.link(),
                        leaf.salt())
                .toBytes();
    }

    private static Hash hash(String text) {
        return Hash.leaf(text.getBytes(StandardCharsets.UTF_8));
    }
}
