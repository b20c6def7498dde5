package dev.visor.gateway.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every system call of an object's sealing, and of its re-wrapping, fails once, or is the last one before {@code kill -9}:
 * afterwards the object is there whole or not at all, what was acknowledged opens, and what a crash left over opens for
 * nobody and is removed.
 *
 * <p>The calls are those of the vault's thread as strace sees them: files, folders, and the socket to the database.
 */
class SealingFaultTests {

    private static final int LENGTH = 100_000;

    private static final List<String> WRITING =
            List.of("openat", "write", "pwrite64", "fsync", "link", "mkdir", "unlink", "rename", "ftruncate", "sendto");

    private static final boolean LONG = Boolean.getBoolean("visor.long");
    private static final long SEED = 20261126;

    @TempDir
    Path folder;

    private Path calls;
    private TenantId tenant = TenantId.random();
    private final KeyOwner owner = KeyOwner.random();
    private final Map<UUID, TenantId> acknowledged = new HashMap<>();
    private int leftovers;

    @BeforeEach
    void begin() {
        calls = folder.resolve("calls");
    }

    private VaultProgram.Handle start() throws IOException {
        return VaultProgram.Handle.start(folder, "-XX:TieredStopAtLevel=1");
    }

    /** Seals one object; what was acknowledged is remembered. */
    private String seal(VaultProgram.Handle vault) throws IOException {
        String answer = vault.ask("seal " + tenant + " " + owner + " " + LENGTH);
        if (answer.startsWith("sealed ")) {
            acknowledged.put(UUID.fromString(answer.substring("sealed ".length())), tenant);
        }
        return answer;
    }

    private String rewrap(VaultProgram.Handle vault, UUID object) throws IOException {
        return vault.ask("rewrap " + acknowledged.get(object) + " " + object + " " + KeyOwner.random());
    }

    private interface Act {
        String on(VaultProgram.Handle vault) throws IOException;
    }

    /** How often the act makes each call. */
    private Map<String, Integer> counted(VaultProgram.Handle vault, Act act) throws IOException {
        try (Strace _ =
                Strace.attach(calls, List.of(vault.thread()), List.of("-e", "trace=" + String.join(",", WRITING)))) {
            assertThat(act.on(vault)).doesNotStartWith("refused").isNotEqualTo("killed");
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : Files.readAllLines(calls, UTF_8)) {
            WRITING.stream()
                    .filter(call -> line.startsWith(call + "("))
                    .forEach(call -> counts.merge(call, 1, Integer::sum));
        }
        return counts;
    }

    private String injected(VaultProgram.Handle vault, String call, String what, int place, Act act)
            throws IOException {
        try (Strace _ = Strace.attach(
                calls, List.of(vault.thread()), List.of("-e", "inject=" + call + ":" + what + ":when=" + place))) {
            return act.on(vault);
        }
    }

    /** All places in the long form, one at random in the short one. */
    private static List<Integer> places(int count, Random random) {
        return LONG ? IntStream.rangeClosed(1, count).boxed().toList() : List.of(1 + random.nextInt(count));
    }

    /** Each kill starts a process: in the short form it is one, at the fsync in the middle. */
    private static List<Integer> placesToKill(String call, int count) {
        if (!LONG) {
            return call.equals("fsync") ? List.of((count + 1) / 2) : List.of();
        }
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    /** A fresh tenant's first object makes its keys and folders, too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatFailsKeepsTheObjectOutOrWhole(boolean first) throws IOException {
        Random random = new Random(SEED);
        int refused = 0;
        try (VaultProgram.Handle vault = start()) {
            seal(vault);
            nextTenant(first);
            Map<String, Integer> counts = counted(vault, this::seal);
            assertThat(counts).containsKeys("openat", "write", "fsync", "link", "unlink");
            for (String call : counts.keySet()) {
                for (int place : places(counts.get(call), random)) {
                    nextTenant(first);
                    String error = call.matches("fsync|link|unlink|rename|sendto") ? "error=EIO" : "error=ENOSPC";
                    String answer = injected(vault, call, error, place, this::seal);
                    assertThat(answer).as("%s %d: %s", call, place, error).matches("(sealed|refused) .*");
                    refused += answer.startsWith("refused") ? 1 : 0;
                    assertThat(seal(vault)).as("after %s %d", call, place).startsWith("sealed ");
                    holdsEverything(call + " " + place);
                }
            }
        }
        assertThat(refused).isGreaterThan(LONG ? 7 : 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtAnyCallNothingAcknowledgedIsLostAndNothingIsHalf(boolean first) throws IOException {
        Map<String, Integer> counts;
        try (VaultProgram.Handle vault = start()) {
            seal(vault);
            nextTenant(first);
            counts = counted(vault, this::seal);
        }
        int kills = 0;
        for (String call : counts.keySet()) {
            for (int place : placesToKill(call, counts.get(call))) {
                String answer;
                try (VaultProgram.Handle vault = start()) {
                    assertThat(seal(vault)).startsWith("sealed ");
                    nextTenant(first);
                    answer = injected(vault, call, "signal=KILL", place, this::seal);
                }
                assertThat(answer).as("%s %d", call, place).matches("killed|sealed .*");
                kills += answer.equals("killed") ? 1 : 0;
                holdsEverything(call + " " + place);
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(LONG ? 7 : 1);
        if (LONG) {
            assertThat(leftovers).as("bodies that a kill left over").isPositive();
        }
    }

    /** The row leads and the sidecars follow: under the old owner or the new one, and under one of them alone. */
    @Test
    void killedAtAnyCallOfARewrapTheSidecarsFollowTheRow() throws IOException {
        Map<String, Integer> counts;
        try (VaultProgram.Handle vault = start()) {
            seal(vault);
            counts = counted(vault, one -> rewrap(one, anyObject()));
        }
        int kills = 0;
        for (String call : counts.keySet()) {
            for (int place : placesToKill(call, counts.get(call))) {
                String answer;
                try (VaultProgram.Handle vault = start()) {
                    assertThat(seal(vault)).startsWith("sealed ");
                    answer = injected(vault, call, "signal=KILL", place, one -> rewrap(one, anyObject()));
                }
                assertThat(answer).as("%s %d", call, place).matches("killed|rewrapped .*");
                kills += answer.equals("killed") ? 1 : 0;
                holdsEverything("rewrap " + call + " " + place);
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(LONG ? 5 : 1);
    }

    private UUID anyObject() {
        return acknowledged.keySet().iterator().next();
    }

    private void nextTenant(boolean fresh) {
        if (fresh) {
            tenant = TenantId.random();
        }
    }

    /** As the next start finds it. */
    private void holdsEverything(String fault) throws IOException {
        try (TestVault vault = new TestVault(folder, Role.ALL)) {
            Set<TenantId> tenants = new HashSet<>(acknowledged.values());
            tenants.add(tenant);
            for (TenantId each : tenants) {
                assertThat(vault.vault.settle(each)).as(fault).isZero();
                Set<String> rows = rows(vault, each);
                for (Map.Entry<UUID, TenantId> object : acknowledged.entrySet()) {
                    if (object.getValue().equals(each)) {
                        assertThat(rows).as("acknowledged, then %s", fault).contains(object.getKey() + ".1");
                    }
                }
                Leftovers sweeper = new Leftovers(
                        vault.store,
                        new VaultTable(vault.keys.jdbc),
                        vault.keys.transactions,
                        new TakenDown(),
                        Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
                Leftovers.Swept swept = sweeper.sweep(each, Duration.ZERO);
                assertThat(swept.ahead())
                        .as("announced without a row, %s", fault)
                        .isZero();
                leftovers += swept.removed();
                Set<String> files = new TreeSet<>();
                for (Path file : vault.filesOf(each)) {
                    files.add(String.valueOf(file.getFileName()));
                }
                Set<String> expected = new TreeSet<>();
                for (String row : rows) {
                    expected.add(row);
                    expected.add(sidecar(vault, each, row));
                }
                assertThat(files).as(fault).isEqualTo(expected);
                for (String row : rows) {
                    opensWhole(vault, each, row);
                }
            }
        }
        // Each check opens all: the next one begins anew.
        acknowledged.clear();
    }

    private static Set<String> rows(TestVault vault, TenantId tenant) {
        return Set.copyOf(vault.keys.transactions.inTenant(
                tenant,
                () -> vault.keys
                        .jdbc
                        .sql("select id || '.' || generation from vault_object where tenant = ?")
                        .param(tenant.value())
                        .query(String.class)
                        .list()));
    }

    private static String sidecar(TestVault vault, TenantId tenant, String row) {
        return row + ".w"
                + vault.keys.transactions.inTenant(
                        tenant,
                        () -> vault.keys
                                .jdbc
                                .sql("select number from vault_wrap where tenant = ? and object = ?")
                                .params(tenant.value(), UUID.fromString(row.substring(0, 36)))
                                .query(Integer.class)
                                .single());
    }

    private static void opensWhole(TestVault vault, TenantId tenant, String row) throws IOException {
        ObjectRef object = VaultProgram.original(tenant, UUID.fromString(row.substring(0, 36)));
        byte[] whole = vault.open(object);
        try (Content content = new Content(LENGTH)) {
            assertThat(whole).as(row).isEqualTo(content.readAllBytes());
        }
    }
}
