package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogPlace;
import dev.visor.audit.log.LogPlaces;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes something out of the erasure ledger, or puts something in, keeps everybody from being served (G8). */
class ErasureLedgerTests {

    private final TenantId tenant = TenantId.random();
    private final TrailReading trail = mock();

    @TempDir
    Path folder;

    @BeforeEach
    void hasALog() {
        when(trail.origin(tenant)).thenReturn("visor/one");
    }

    /** One as each process has it: it keeps nothing in memory. */
    private ErasureLedger ledger() {
        return ledger(folder, LogPlaces.below(folder.resolve("trail")));
    }

    private ErasureLedger ledger(Path config, LogPlaces places) {
        return new ErasureLedger(places, trail, config.resolve("erasures"));
    }

    private static LedgerEntry.Erased erased(long number) {
        return new LedgerEntry.Erased(
                number, UUID.randomUUID(), KeyOwner.random(), "objection", true, Instant.parse("2026-11-26T10:00:00Z"));
    }

    private List<LedgerEntry> written(int entries) {
        for (int entry = 0; entry < entries; entry++) {
            ledger().append(tenant, ErasureLedgerTests::erased);
        }
        return ledger().read(tenant);
    }

    private Path file(long number) {
        return folder.resolve("trail/visor/one/erasures").resolve(String.format("%012d", number));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    /** Neither read nor gone on with: whoever wrote behind a gap would hide it for ever. */
    private void isLost() throws IOException {
        Map<String, String> before = files();
        assertThatExceptionOfType(LedgerLostException.class).isThrownBy(() -> ledger().read(tenant));
        assertThatExceptionOfType(LedgerLostException.class)
                .isThrownBy(() -> ledger().append(tenant, ErasureLedgerTests::erased));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void givesWhatWasWrittenInItsOrder() {
        LedgerEntry.Erased first = ledger().append(tenant, ErasureLedgerTests::erased);
        LedgerEntry.Erased second = ledger().append(tenant, ErasureLedgerTests::erased);
        LedgerEntry.Ended third = ledger().append(
                        tenant,
                        number -> new LedgerEntry.Ended(
                                number, UUID.randomUUID(), Instant.parse("2026-11-26T11:00:00Z")));

        assertThat(ledger().read(tenant)).containsExactly(first, second, third);
        assertThat(List.of(first.number(), second.number(), third.number())).containsExactly(1L, 2L, 3L);
    }

    @Nested
    class IsLost {

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void withoutAnyOfItsEntries(long number) throws IOException {
            written(3);
            Files.delete(file(number));
            isLost();
        }

        @Test
        void withoutAllOfThem() throws IOException {
            written(2);
            Files.delete(file(1));
            Files.delete(file(2));
            isLost();
        }

        /** Each reads as an entry by itself. The newest has nobody behind it who would tell. */
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void whereAnEntryIsAnother(long number) throws IOException {
            written(3);
            Files.writeString(file(number), Files.readString(file(number)).replace("objection", "unlawful"));
            isLost();
        }

        @Test
        void whereTwoChangedPlaces() throws IOException {
            written(3);
            byte[] second = Files.readAllBytes(file(2));
            Files.write(file(2), Files.readAllBytes(file(3)));
            Files.write(file(3), second);
            isLost();
        }

        @Test
        void whereOneStandsUnderAnotherNumber() throws IOException {
            written(3);
            Files.move(file(3), file(4));
            isLost();
        }

        @Test
        void whereOneStandsTwice() throws IOException {
            written(2);
            Files.copy(file(2), file(3));
            isLost();
        }

        /** By somebody who may write there and knows the format, so that every entry follows from the one before. */
        @Test
        void whereAllOfItWasWrittenAnew(@TempDir Path other) throws IOException {
            written(3);
            for (int entry = 1; entry <= 3; entry++) {
                ledger(other, LogPlaces.below(other.resolve("trail"))).append(tenant, ErasureLedgerTests::erased);
            }
            for (int entry = 1; entry <= 3; entry++) {
                Path written = file(entry);
                Files.write(written, Files.readAllBytes(other.resolve(folder.relativize(written))));
            }
            isLost();
        }

        @Test
        void whereItIsAnotherTenants() throws IOException {
            TenantId others = TenantId.random();
            when(trail.origin(others)).thenReturn("visor/one");
            ledger().append(others, ErasureLedgerTests::erased);
            isLost();
        }
    }

    @Nested
    class GoesOn {

        @Test
        void whereAnEntryCouldNotBeWritten() {
            List<LedgerEntry> before = written(2);
            ErasureLedger away = ledger(folder, through((place, name, content) -> {
                throw new IOException("The place is away");
            }));

            assertThatExceptionOfType(TrailUnavailableException.class)
                    .isThrownBy(() -> away.append(tenant, ErasureLedgerTests::erased));

            assertThat(ledger().read(tenant)).isEqualTo(before);
            assertThat(written(1)).hasSize(3);
        }

        /** The entry stands, and what it says will be done; only who takes it away at once is not found. */
        @Test
        void whereItEndedBehindTheEntry() throws IOException {
            written(1);
            ErasureLedger ends = ledger(folder, through((place, name, content) -> {
                place.replace(name, null, content);
                throw new IllegalStateException("The power is gone");
            }));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> ends.append(tenant, ErasureLedgerTests::erased));

            assertThat(ledger().read(tenant)).hasSize(2);
            assertThat(written(1)).hasSize(3);
            Files.delete(file(3));
            isLost();
        }

        /** Another process takes the number, up to four times. */
        @Test
        void withTheNextNumberWhereAnotherProcessWasFaster() {
            int[] times = {4};
            ErasureLedger slower = ledger(folder, through((place, name, content) -> {
                if (times[0]-- > 0) {
                    ledger().append(tenant, ErasureLedgerTests::erased);
                }
                place.replace(name, null, content);
            }));

            LedgerEntry.Erased last = slower.append(tenant, ErasureLedgerTests::erased);

            assertThat(last.number()).isEqualTo(5);
            assertThat(ledger().read(tenant)).hasSize(5).endsWith(last);
        }
    }

    @Test
    void takesNothingThatWouldNotReadBack() throws IOException {
        written(1);
        Map<String, String> before = files();
        assertThatIllegalArgumentException().isThrownBy(() -> ledger().append(tenant, number -> erased(number + 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger().append(
                                tenant,
                                number -> new LedgerEntry.Erased(
                                        number, UUID.randomUUID(), KeyOwner.random(), "\ud800", true, Instant.now())));
        assertThat(files()).isEqualTo(before);
    }

    /** Beside the root keys, in the form that the handbook's backup knows: the number and the hash of the newest. */
    @Test
    void keepsTheNewestBesideTheRootKeys() throws Exception {
        written(2);
        String hash = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file(2))));
        assertThat(Files.readString(folder.resolve("erasures").resolve(tenant.toString()), StandardCharsets.US_ASCII))
                .isEqualTo("2 " + hash + "\n");
    }

    private interface Writing {
        void write(LogPlace place, String name, byte[] content) throws IOException;
    }

    /** The folder, with another way to write an entry. */
    private LogPlaces through(Writing writing) {
        LogPlaces places = LogPlaces.below(folder.resolve("trail"));
        return new LogPlaces() {
            @Override
            public LogPlace place(String origin) {
                return new Through(places.place(origin), writing);
            }

            @Override
            public long used() throws IOException {
                return places.used();
            }

            @Override
            public OptionalLong free() throws IOException {
                return places.free();
            }
        };
    }

    private record Through(LogPlace place, Writing writing) implements LogPlace {

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            return place.read(name);
        }

        @Override
        public boolean has(String name) throws IOException {
            return place.has(name);
        }

        @Override
        public List<String> list(String folder) throws IOException {
            return place.list(folder);
        }

        @Override
        public void write(String name, byte[] content) throws IOException {
            place.write(name, content);
        }

        @Override
        public void writeOnce(Map<String, byte[]> files) throws IOException {
            place.writeOnce(files);
        }

        @Override
        public void replace(String name, byte @Nullable [] former, byte[] content) throws IOException {
            assertThat(former).as("entries are never replaced").isNull();
            writing.write(place, name, content);
        }

        @Override
        public void remove(List<String> names) throws IOException {
            place.remove(names);
        }

        @Override
        public void clear(List<String> folders) throws IOException {
            place.clear(folders);
        }
    }
}
