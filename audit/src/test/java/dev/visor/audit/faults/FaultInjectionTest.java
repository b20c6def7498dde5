package dev.visor.audit.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestTrail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every system call with which the sequencer writes fails once, or is the last one before {@code kill -9}: whoever reads the
 * log between sees a whole one, and afterwards it goes on with nothing lost.
 *
 * <p>The calls are those of the sequencer's thread as strace sees them: files, folders, and the socket to the database.
 */
class FaultInjectionTest {

    /** So that most steps fill a tile and begin the next. */
    private static final int RECORDS = 150;

    private static final List<String> WRITING =
            List.of("openat", "write", "fsync", "rename", "mkdir", "unlink", "sendto");

    private static final boolean LONG = Boolean.getBoolean("visor.long");
    private static final long SEED = 20261126;

    @TempDir
    Path folder;

    private TestTrail trail;
    private Path calls;
    private int records;

    @BeforeEach
    void open() throws IOException {
        trail = new TestTrail(Files.createTempDirectory(folder, "visor"));
        calls = folder.resolve("calls");
    }

    @AfterEach
    void close() {
        trail.close();
    }

    private void append() {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                answers.add(callers.submit(() -> trail.sent(trail.show(TestTrail.view(), TestTrail.person("ada")))));
            }
            answers.forEach(answer -> assertThat(answer).succeedsWithin(TestTrail.PATIENCE));
        }
        records += 2 * RECORDS;
    }

    private SequencerProgram.Handle start() throws IOException {
        return SequencerProgram.Handle.start(trail.database.port(), trail.database.name(), trail.folder);
    }

    /** How often the step makes each call. */
    private Map<String, Integer> counted(SequencerProgram.Handle sequencer) throws IOException {
        append();
        try (Strace _ = Strace.attach(
                calls, List.of(sequencer.thread()), List.of("-e", "trace=" + String.join(",", WRITING)))) {
            assertThat(sequencer.step()).isEqualTo("done");
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(calls, UTF_8)) {
            WRITING.stream()
                    .filter(call -> line.startsWith(call + "("))
                    .forEach(call -> counts.merge(call, 1, Integer::sum));
        }
        return counts;
    }

    /** All places in the long form; else the first, the last and, of those between, one on average. */
    private static List<Integer> places(int count, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int place = 1; place <= count; place++) {
            if (LONG || place == 1 || place == count || random.nextInt(count) < 1) {
                places.add(place);
            }
        }
        return places;
    }

    /**
     * Each kill starts a process: all places in the long form. Else the last of each call, and the first of a later step; of the
     * first step, each rename, since that is where it has made one more thing.
     */
    private static List<Integer> placesToKill(String call, int count, boolean first) {
        List<Integer> places = new ArrayList<>();
        for (int place = 1; place <= count; place++) {
            if (LONG || place == count || (first ? call.equals("rename") : place == 1)) {
                places.add(place);
            }
        }
        return places;
    }

    private Optional<SignedCheckpoint> reads() throws IOException {
        LogFolder folder = trail.published();
        Optional<SignedCheckpoint> seen = folder.checkpoint();
        if (seen.isPresent()) {
            passes(null);
        }
        return seen;
    }

    private Report passes(@Nullable SignedCheckpoint old) throws IOException {
        Report report = new TrailVerifier(trail.folder.resolve("trail").resolve(trail.log), null, old).verify();
        assertThat(report.findings()).filteredOn(finding -> finding.fault()).isEmpty();
        return report;
    }

    private void holdsEverything(@Nullable SignedCheckpoint old) throws IOException {
        assertThat(new TrailRecords(trail.database.trail()).count(trail.log)).isEqualTo(records);
        assertThat(passes(old).size()).isEqualTo(records);
    }

    /** The killed one leads until the database has seen that it is gone. */
    private static void goOn(Sequencer next) {
        Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
        int step;
        do {
            step = next.step();
            assertThat(Instant.now()).isBefore(deadline);
        } while (step != 0);
    }

    @Test
    void aCallThatFailsStopsTheStepAndNotTheLog() throws IOException {
        Random random = new Random(SEED);
        int failures = 0;
        try (SequencerProgram.Handle sequencer = start()) {
            append();
            assertThat(sequencer.step()).isEqualTo("done");
            Map<String, Integer> counts = counted(sequencer);
            assertThat(counts).containsKeys("openat", "write", "fsync", "rename", "unlink");
            for (String call : counts.keySet()) {
                for (int place : places(counts.get(call), random)) {
                    Optional<SignedCheckpoint> old = reads();
                    append();
                    String error = call.matches("fsync|rename|unlink") ? "EIO" : "ENOSPC";
                    String answer;
                    try (Strace _ = Strace.attach(
                            calls,
                            List.of(sequencer.thread()),
                            List.of("-e", "inject=" + call + ":error=" + error + ":when=" + place))) {
                        answer = sequencer.step();
                    }
                    assertThat(answer).as("%s %d: %s", call, place, error).isIn("done", "unavailable");
                    failures += answer.equals("unavailable") ? 1 : 0;
                    reads();
                    // As the gateway's keeper does: in a second or so it tries again.
                    assertThat(sequencer.step()).as("after %s %d", call, place).isEqualTo("done");
                    holdsEverything(old.orElse(null));
                }
            }
        }
        assertThat(failures).isGreaterThan(7);
    }

    /** The first step of all makes the log's keys and its folder; later ones extend it. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void killedAtAnyCallTheNextOneGoesOn(boolean first) throws IOException {
        Map<String, Integer> counts;
        try (SequencerProgram.Handle sequencer = start()) {
            counts = counted(sequencer);
            if (!first) {
                counts = counted(sequencer);
            }
        }
        int kills = 0;
        for (String call : counts.keySet()) {
            for (int place : placesToKill(call, counts.get(call), first)) {
                if (first) {
                    trail.close();
                    trail = new TestTrail(Files.createTempDirectory(folder, "visor"));
                    records = 0;
                }
                Optional<SignedCheckpoint> old = reads();
                append();
                String answer;
                try (SequencerProgram.Handle sequencer = start();
                        Strace _ = Strace.attach(
                                calls,
                                List.of(sequencer.thread()),
                                List.of("-e", "inject=" + call + ":signal=KILL:when=" + place))) {
                    answer = sequencer.step();
                }
                assertThat(answer).as("%s %d", call, place).isIn("done", "killed");
                kills += answer.equals("killed") ? 1 : 0;
                reads();
                try (Sequencer next = trail.sequencer()) {
                    goOn(next);
                }
                holdsEverything(old.orElse(null));
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(7);
    }
}
