package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Mutations;
import dev.visor.redaction.Specimens;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.ViewShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Damaged files of every kind, through the pool. A file is answered or refused for a known reason, in time; the calling
 * process neither fails nor grows. {@code -Dvisor.long=true} takes 10,000 files, {@code -Dvisor.seed=N} the same ones
 * again.
 */
class MutatedFilesTest {

    private static final UUID TENANT = new UUID(1, 1);
    private static final RedactionOrder NOBODY = new RedactionOrder(
            new UUID(2, 1), 1, List.of(), new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 24, 128, false));

    private static final int FILES = Boolean.getBoolean("visor.long") ? 10_000 : 300;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** A deadline may be used up, and then a new worker must start. A forged header may make a picture seem larger. */
    private static final Duration MOST_TIME = DEADLINE.multipliedBy(9);

    private static final long MOST_GROWTH = 64L << 20;

    /** What a picture may do to its worker. Only the first of them costs a client nothing but the wait. */
    private static final Set<String> SET_ASIDE = Set.of("deadline-exceeded", "worker-killed-twice", "worker-failed");

    private static WorkerPool pool;

    @BeforeAll
    static void start() throws WorkerException {
        pool = WorkerPool.start(
                Installed.once().settings().withSandboxRequired(false).withDeadline(DEADLINE));
    }

    @AfterAll
    static void end() {
        pool.close();
    }

    @Test
    void everyUndamagedSpecimenIsAnswered() throws Exception {
        for (byte[] file : Specimens.all().values()) {
            assertThat(pool.redact(TENANT, file, NOBODY).stored().pixels()).isGreaterThan(1_500);
        }
    }

    @Test
    void everyDamagedFileIsAnsweredOrRefusedForAKnownReason() {
        long seed = Long.getLong("visor.seed", System.nanoTime());
        System.out.println("MutatedFilesTest: " + FILES + " files, visor.seed=" + seed);
        Mutations mutations =
                new Mutations(seed, new ArrayList<>(Specimens.all().values()));
        Map<String, Integer> outcomes = new TreeMap<>();
        long before = used();
        long slowest = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] file = mutations.next();
            long began = System.nanoTime();
            outcomes.merge(outcome(file, "file " + i + " of seed " + seed), 1, Integer::sum);
            slowest = Math.max(slowest, System.nanoTime() - began);
        }
        long grown = used() - before;
        System.out.println("MutatedFilesTest: " + outcomes + ", slowest " + slowest / 1_000_000 + " ms, grown by "
                + (grown >> 10) + " KiB");
        assertThat(outcomes).containsKey("answered");
        assertThat(outcomes.keySet()).isSubsetOf(known());
        assertThat(outcomes).as("seed %d", seed).doesNotContainKey("deadline-exceeded");
        assertThat(slowest).as("the slowest, seed %d", seed).isLessThan(MOST_TIME.toNanos());
        assertThat(grown).as("bytes held more, seed %d", seed).isLessThan(MOST_GROWTH);
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(PictureRefusedException.REASONS);
        known.addAll(SET_ASIDE);
        known.add("answered");
        return known;
    }

    private static String outcome(byte[] file, String which) {
        try {
            pool.redact(TENANT, file, NOBODY);
            return "answered";
        } catch (PictureRefusedException e) {
            return e.reason();
        } catch (WorkerException e) {
            System.out.println("MutatedFilesTest: " + e.reason() + " for " + which + ": "
                    + HexFormat.of().formatHex(file, 0, Math.min(64, file.length)));
            return e.reason();
        } catch (RuntimeException e) {
            return fail("The calling process failed at " + which, e);
        }
    }

    /** What is held after everything else was let go. */
    private static long used() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return used;
    }
}
