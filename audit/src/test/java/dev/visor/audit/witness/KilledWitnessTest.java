package dev.visor.audit.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.cli.VisorAudit;
import dev.visor.audit.note.VerifierKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as a process of its own, killed with SIGKILL while it cosigns. */
class KilledWitnessTest {

    private static final int KILLS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path place;

    private final GrowingLog log = new GrowingLog().grow(1);
    private @Nullable Process process;
    private @Nullable VerifierKey key;

    private Process run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VisorAudit.class.getName(),
                "witness",
                "--key",
                place.resolve("witness.key").toString(),
                "--state",
                place.resolve("state").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Starts the witness, and gives a client of it that knows nothing of before. */
    private WitnessClient start() throws IOException {
        Process started = run(
                "--listen", "127.0.0.1:0", "--log", place.resolve("log.vkey").toString());
        process = started;
        BufferedReader out = started.inputReader();
        assertThat(out.readLine()).isEqualTo("witness " + key);
        String port = String.valueOf(out.readLine()).replaceAll("\\D", "");
        return new WitnessClient(
                new Witness("w", Objects.requireNonNull(key), URI.create("http://127.0.0.1:" + port)), PATIENCE);
    }

    private void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            assertThat(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Thread killAfter(Process victim, int millis) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            victim.destroyForcibly();
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        kill();
    }

    @Test
    void knowsEverythingThatItEverCosigned() throws Exception {
        Files.writeString(place.resolve("log.vkey"), log.keys.verifiers().file());
        Process made = run("--new-key", "witness.example/dpo");
        key = VerifierKey.parse(new String(made.getInputStream().readAllBytes(), UTF_8));
        assertThat(made.waitFor()).isZero();
        assertThat(run("--new-key", "witness.example/dpo").waitFor())
                .as("neither key nor memory is made anew")
                .isEqualTo(2);

        long seed = 20261126;
        Random random = new Random(seed);
        int cosigned = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            WitnessClient client = start();
            if (cosigned > 1) {
                int acknowledged = cosigned;
                assertThat(client.ask(log.head(cosigned - 1), log))
                        .as("seed " + seed + ", after kill " + kill)
                        .isInstanceOfSatisfying(
                                WitnessAnswer.Ahead.class,
                                ahead -> assertThat(ahead.size()).isGreaterThanOrEqualTo(acknowledged));
                GrowingLog fork = log.forkedAt(cosigned - 1);
                assertThat(client.ask(fork.head(), fork)).isInstanceOf(WitnessAnswer.Forked.class);
            }
            Process victim = Objects.requireNonNull(process);
            Thread killer = null;
            WitnessAnswer answer;
            int here = 0;
            do {
                log.grow(1);
                answer = client.ask(log.head(), log);
                if (answer instanceof WitnessAnswer.Cosigned) {
                    cosigned = (int) log.head().checkpoint().size();
                }
                // Not before the process is at work: it must be hit while it writes.
                if (killer == null && ++here == 3) {
                    assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
                    killer = killAfter(victim, random.nextInt(150));
                }
            } while (answer instanceof WitnessAnswer.Cosigned);
            assertThat(answer).isInstanceOf(WitnessAnswer.Unreachable.class);
            Objects.requireNonNull(killer).join();
            kill();
        }
        assertThat(cosigned).isGreaterThan(KILLS);
    }
}
