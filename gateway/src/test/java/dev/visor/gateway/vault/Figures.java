package dev.visor.gateway.vault;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the vault's benchmarks measure with, and how they say it: lines for {@code deploy/bench} on one stream, spreads on the other. */
final class Figures {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Figures() {}

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Processor time of this thread, seconds. */
    static double processor(Work work) throws IOException {
        long begin = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - begin) / 1e9;
    }

    /** Time on the wall, seconds. */
    static double seconds(Work work) throws IOException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What {@code openssl speed} encrypts in chunks of 16 KiB, MB per processor second of one thread. */
    static double openssl() throws IOException {
        Process process = new ProcessBuilder(
                        "openssl", "speed", "-mr", "-seconds", "1", "-bytes", "16384", "-evp", "aes-256-gcm")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return out.lines()
                        .filter(line -> line.startsWith("+F:"))
                        .map(line -> line.substring(line.lastIndexOf(':') + 1))
                        .mapToDouble(Double::parseDouble)
                        .findFirst()
                        .orElseThrow(() -> new IOException("openssl speed said: " + out))
                / 1e6;
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** All rounds, for people. */
    static void spread(String name, List<Double> values) {
        System.err.printf(
                Locale.ROOT,
                "vault: %s, %d rounds: %s%n",
                name,
                values.size(),
                Arrays.toString(
                        values.stream().map(value -> "%.2f".formatted(value)).toArray()));
    }

    /** A figure without a baseline. */
    static void line(String name, String form, double value, String unit) {
        System.out.printf(Locale.ROOT, "bench %s " + form + " %s%n", name, value, unit);
    }

    /** A figure beside its baseline of the same run. */
    static void line(String name, String form, double value, String unit, String baseline, double other) {
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

    static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The same bytes over and over. */
    static final class Repeated extends InputStream {

        private final byte[] bytes;
        private long left;
        private int at;

        Repeated(byte[] bytes, long length) {
            this.bytes = bytes;
            this.left = length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("Read it in blocks");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, left), bytes.length - at);
            System.arraycopy(bytes, at, into, offset, count);
            at = (at + count) % bytes.length;
            left -= count;
            return count;
        }
    }
}
