package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of a turn loses no key and brings none back (G8, G10). */
class KilledTurnTests {

    private static final int PERSONS = 3000;
    private static final int KILLS = Boolean.getBoolean("visor.long") ? 40 : 4;

    /** For whatever comes in the end, on however busy a machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Domain DOMAIN = Domain.LANDMARKS;
    private static final Warrant WARRANT = Warrant.system("test");

    @TempDir
    Path folder;

    private final TenantId tenant = TenantId.random();

    @Test
    void goesOnAfterEachKill() throws Exception {
        try (TestKeys keys = TestKeys.open(folder.resolve("config"), folder.resolve("objects"), Role.EXPORT)) {
            Set<KeyOwner> persons =
                    Stream.generate(KeyOwner::random).limit(PERSONS).collect(Collectors.toSet());
            keys.subjects.toWrap(tenant, DOMAIN, persons, WARRANT).close();
            Set<KeyOwner> some = persons.stream().limit(50).collect(Collectors.toSet());
            Map<KeyOwner, byte[]> before = opened(keys, some);
            KeyOwner gone = persons.stream().skip(60).findFirst().orElseThrow();
            Set<Turn.State> seen = new HashSet<>();
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = start();
                if (said(process).equals("turning")) {
                    // Every other one while keys are moved, whenever that is; the rest some time after the beginning.
                    if (kill % 2 == 1) {
                        await().atMost(PATIENCE)
                                .pollInterval(Duration.ofMillis(1))
                                .until(() -> !process.isAlive() || states(keys).contains(Turn.State.MOVING));
                    }
                    seen.addAll(states(keys));
                    Thread.sleep(10L * kill);
                }
                process.destroyForcibly().waitFor();
                seen.addAll(states(keys));
                assertThat(opened(keys, some)).usingRecursiveComparison().isEqualTo(before);
                if (kill == KILLS / 2) {
                    keys.subjects.destroy(tenant, Set.of(gone));
                }
            }
            assertThat(seen).as("places of the kills").contains(Turn.State.MOVING);
            while (!keys.epochs.open(tenant).isEmpty()) {
                start().waitFor();
            }

            assertThat(opened(keys, some)).usingRecursiveComparison().isEqualTo(before);
            int last = keys.custodians.of(DOMAIN).epoch(tenant);
            Set<KeyOwner> living = new HashSet<>(persons);
            living.remove(gone);
            assertThat(keys.mirror.read(DOMAIN, new EpochKey(tenant, last)).keySet())
                    .isEqualTo(living);
            assertThat(keys.mirror.epochs(tenant, DOMAIN)).containsExactly(last);
            assertThat(keys.custodians.of(DOMAIN).epochs(tenant)).containsExactly(last);
        }
    }

    private Set<Turn.State> states(TestKeys keys) {
        return keys.epochs.all(tenant).stream().map(Turn::state).collect(Collectors.toSet());
    }

    private Map<KeyOwner, byte[]> opened(TestKeys keys, Set<KeyOwner> owners) {
        Map<KeyOwner, byte[]> opened = new HashMap<>();
        for (KeyOwner owner : owners) {
            try (DataKey key = keys.subjects.toUnwrap(tenant, DOMAIN, Set.of(owner), WARRANT)) {
                opened.put(owner, key.getEncoded());
            }
        }
        return opened;
    }

    private Process start() throws IOException {
        DatabaseAccess access = TestDatabase.shared();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TurningProcess.class.getName(),
                folder.resolve("config").toString(),
                folder.resolve("objects").toString(),
                tenant.toString());
        builder.environment().put("DB_URL", access.url());
        builder.environment().put("DB_USER", access.app().username());
        builder.environment().put("DB_PASSWORD", access.app().password());
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String said(Process process) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        return line == null ? "" : line;
    }
}
