package dev.visor.gateway.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job that seals objects anew ends before any of its system calls by {@code kill -9}, or the call fails: afterwards every
 * object opens, and the job goes on where it was, counts each object once, and leaves nothing in the store that a former key
 * opens.
 */
class ResealFaultTests {

    private static final int LENGTH = 100_000;
    private static final int OBJECTS = 2;
    private static final boolean LONG = Boolean.getBoolean("visor.long");

    private static final List<String> CALLS = List.of("openat", "write", "fsync", "link", "unlink");

    @TempDir
    Path folder;

    private final KeyOwner owner = KeyOwner.random();
    private TenantId tenant = TenantId.random();
    private final List<ObjectRef> objects = new ArrayList<>();

    /** A tenant with objects, and with a job that was asked for. */
    private Reseal prepare(TestVault vault) throws IOException {
        tenant = TenantId.random();
        objects.clear();
        for (int i = 0; i < OBJECTS; i++) {
            try (Content content = new Content(LENGTH + i)) {
                objects.add(vault.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(owner), content, LENGTH + i));
            }
        }
        return vault.reseals().ask(tenant, Domain.ORIGINALS, Reseal.Reason.COMPROMISE);
    }

    private String turn(VaultProgram.Handle vault, Reseal job) throws IOException {
        return vault.ask("reseal " + tenant + " " + job.id());
    }

    /** How often a job makes each call. */
    private Map<String, Integer> counted(TestVault beside) throws IOException {
        Path calls = folder.resolve("calls");
        try (VaultProgram.Handle vault = VaultProgram.Handle.start(folder, "-XX:TieredStopAtLevel=1")) {
            turn(vault, prepare(beside));
            Reseal job = prepare(beside);
            try (Strace _ =
                    Strace.attach(calls, List.of(vault.thread()), List.of("-e", "trace=" + String.join(",", CALLS)))) {
                assertThat(turn(vault, job)).startsWith("resealed ");
            }
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(calls, UTF_8)) {
            CALLS.stream()
                    .filter(call -> line.startsWith(call + "("))
                    .forEach(call -> counts.merge(call, 1, Integer::sum));
        }
        return counts;
    }

    /** All in the long form; in the short one, one of the forced files and one write, to a file or to the database, in the middle. */
    private static List<Integer> places(String call, int count) {
        if (LONG) {
            return IntStream.rangeClosed(1, count).boxed().toList();
        }
        return call.equals("fsync") || call.equals("write") ? List.of((count + 1) / 2) : List.of();
    }

    @Test
    void goesOnAfterAKillAtAnyCall() throws IOException {
        int kills = 0;
        try (TestVault beside = new TestVault(folder, Role.ALL)) {
            Map<String, Integer> counts = counted(beside);
            assertThat(counts).containsKeys("openat", "write", "fsync", "link", "unlink");
            for (String call : counts.keySet()) {
                for (int place : places(call, counts.get(call))) {
                    Reseal job = prepare(beside);
                    String answer;
                    try (VaultProgram.Handle vault = VaultProgram.Handle.start(folder, "-XX:TieredStopAtLevel=1");
                            Strace _ = Strace.attach(
                                    folder.resolve("calls"),
                                    List.of(vault.thread()),
                                    List.of("-e", "inject=" + call + ":signal=KILL:when=" + place))) {
                        answer = turn(vault, job);
                    }
                    kills += answer.equals("killed") ? 1 : 0;
                    comesToItsEnd(beside, job, call + " " + place);
                }
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(LONG ? 40 : 2);
    }

    @Test
    void goesOnAfterAnyCallThatFailed() throws IOException {
        try (TestVault beside = new TestVault(folder, Role.ALL);
                VaultProgram.Handle vault = VaultProgram.Handle.start(folder, "-XX:TieredStopAtLevel=1")) {
            turn(vault, prepare(beside));
            Map<String, Integer> counts = counted(beside);
            for (String call : counts.keySet()) {
                for (int place : LONG ? places(call, counts.get(call)) : List.of((counts.get(call) + 1) / 2)) {
                    Reseal job = prepare(beside);
                    try (Strace _ = Strace.attach(
                            folder.resolve("calls"),
                            List.of(vault.thread()),
                            List.of("-e", "inject=" + call + ":error=EIO:when=" + place))) {
                        assertThat(turn(vault, job)).startsWith("resealed ");
                    }
                    comesToItsEnd(beside, job, call + " " + place);
                }
            }
        }
    }

    /** As the next start finds it. */
    private void comesToItsEnd(TestVault vault, Reseal job, String fault) throws IOException {
        assertThat(vault.vault.settle(tenant)).as(fault).isZero();
        opensEverything(vault, fault);
        for (int turn = 0; turn < 3; turn++) {
            vault.reseals().turn(List.of(tenant));
        }
        opensEverything(vault, fault);
        Reseal end = vault.reseals().find(job);
        assertThat(end.finishedAt()).as(fault).isNotNull();
        assertThat(end.total()).as(fault).isEqualTo(OBJECTS);
        // A read that failed is the object's own fault as far as anybody can tell: it is counted, and named to people.
        assertThat(end.done() + end.failed()).as(fault).isEqualTo(OBJECTS);
        Leftovers.Swept swept = new Leftovers(
                        vault.store,
                        new VaultTable(vault.keys.jdbc),
                        vault.keys.transactions,
                        new TakenDown(),
                        Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)))
                .sweep(tenant, Duration.ZERO);
        assertThat(swept.ahead()).as(fault).isZero();
        assertThat(files(vault)).as(fault).isEqualTo(expected(vault));
    }

    private void opensEverything(TestVault vault, String fault) throws IOException {
        for (int i = 0; i < OBJECTS; i++) {
            Content.Check check = new Content.Check(LENGTH + i);
            vault.vault.transfer(objects.get(i), TestVault.receipt(objects.get(i)), check);
            check.requireWhole();
            assertThat(objects.get(i)).as(fault).isNotNull();
        }
    }

    private Set<String> files(TestVault vault) throws IOException {
        Set<String> files = new HashSet<>();
        for (Path file : vault.filesOf(tenant)) {
            files.add(String.valueOf(file.getFileName()));
        }
        return files;
    }

    /** The current bodies with their sidecars, and nothing else. */
    private Set<String> expected(TestVault vault) {
        Set<String> expected = new HashSet<>();
        VaultTable table = new VaultTable(vault.keys.jdbc);
        for (ObjectRef object : objects) {
            VaultTable.Row row = vault.keys
                    .transactions
                    .inTenant(tenant, () -> table.find(object))
                    .orElseThrow();
            expected.add(object.id() + "." + row.body());
            expected.add(object.id() + "." + row.body() + ".w" + row.number());
        }
        return expected;
    }
}
