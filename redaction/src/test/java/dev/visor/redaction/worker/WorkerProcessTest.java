package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerProcessTest {

    /**
     * Whoever blocks in a pipe is made up for with another carrier at first; once that one has idled for half a minute it is
     * gone, and nothing runs any more. A JVM that may have no more carriers than processors shows it at once.
     */
    @Test
    void aRunningWorkerKeepsNoCarrierFromOtherVirtualThreads() throws Exception {
        Process machine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneCarrier.class.getName())
                .inheritIO()
                .start();
        try {
            assertThat(machine.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(machine.exitValue()).isEqualTo(OneCarrier.SERVED);
        } finally {
            machine.destroyForcibly();
        }
    }

    /** A JVM with a worker that lives, and then a request. */
    static final class OneCarrier {

        static final int SERVED = 42;

        private OneCarrier() {}

        public static void main(String[] arguments) throws Exception {
            boolean served;
            try (WorkerProcess worker = WorkerProcess.start(new ProcessBuilder("sleep", "600"))) {
                Thread.sleep(Duration.ofMillis(500)); // what waits in a pipe has begun to wait
                Thread request = Thread.startVirtualThread(() -> {});
                served = request.join(Duration.ofMinutes(1)) && worker.alive();
            }
            System.exit(served ? SERVED : 1);
        }
    }
}
