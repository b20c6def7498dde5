package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper of the keys has a word and a log of his own. */
class GuardedCustodianTests {

    private static final byte[] PLACE = {1};
    private static final UUID RECORD = UUID.randomUUID();

    @TempDir
    Path folder;

    private final TenantId tenant = TenantId.random();
    private final EpochKey epoch = new EpochKey(tenant, 1);
    private byte[] wrapped;

    @BeforeEach
    void wrap() throws IOException {
        BcfksCustodian.create(folder, Domain.ORIGINALS, TestKeys.CHEAP);
        try (Custodian custodian = BcfksCustodian.open(folder, Domain.ORIGINALS, TestKeys.CHEAP);
                DataKey key = DataKey.random()) {
            custodian.epoch(tenant);
            wrapped = custodian.wrap(epoch, PLACE, key);
        }
    }

    private Custodian open() throws IOException {
        return GuardedCustodian.of(
                BcfksCustodian.open(folder, Domain.ORIGINALS, TestKeys.CHEAP), folder, Clock.systemUTC());
    }

    private void policy(String text) throws IOException {
        Path file = folder.resolve("originals.purposes");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void unwrap(Custodian custodian, String purpose) {
        custodian
                .unwrap(epoch, PLACE, wrapped, new Warrant("actor:1a2b", purpose, RECORD))
                .close();
    }

    private void denies(Custodian custodian, String purpose) {
        assertThatThrownBy(() -> unwrap(custodian, purpose)).isInstanceOf(PurposeDeniedException.class);
    }

    private List<Path> logs() throws IOException {
        try (var files = Files.list(folder.resolve("log"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void servesEveryPurposeWhereNobodySaidAnything() throws IOException {
        try (Custodian custodian = open()) {
            unwrap(custodian, "research");
        }
    }

    @Test
    void deniesWhatIsDeniedAndWhatIsNotAllowed() throws IOException {
        policy("# the ethics board, 12 May\ndeny training  # never\n\n");
        try (Custodian custodian = open()) {
            denies(custodian, "training");
            unwrap(custodian, "research");
        }
        policy("allow research\nallow care\ndeny care\n");
        try (Custodian custodian = open()) {
            unwrap(custodian, "research");
            denies(custodian, "training");
            denies(custodian, "care");
            denies(custodian, "researc");
            denies(custodian, "Research");
        }
    }

    @Test
    void heedsAChangeAtOnceAndDeniesEverythingWhereItCannotBeRead() throws IOException {
        try (Custodian custodian = open()) {
            unwrap(custodian, "research");
            policy("deny research");
            denies(custodian, "research");
            policy("allow research\n");
            unwrap(custodian, "research");
            policy("permit everything");
            denies(custodian, "research");
            policy("allow research\n\n");
            Files.setPosixFilePermissions(
                    folder.resolve("originals.purposes"), PosixFilePermissions.fromString("rw-rw-rw-"));
            denies(custodian, "research");
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("chmod");
            policy("allow research\n\n\n");
            unwrap(custodian, "research");
        }
    }

    @Test
    void doesNotStartOnAPolicyThatSaysNothing() throws IOException {
        policy("allow\n");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("originals.purposes");
    }

    @Test
    void logsWhatItGaveAndWhatItDenied() throws IOException {
        policy("deny training");
        try (Custodian custodian = open()) {
            unwrap(custodian, "research");
            denies(custodian, "training");
            for (int i = 0; i < 5; i++) {
                unwrap(custodian, "care");
            }
        }
        assertThat(logs()).hasSize(1);
        List<String> lines = Files.readAllLines(logs().getFirst());
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains(" granted 1 actor:1a2b research " + RECORD);
        assertThat(lines.get(1)).contains(" denied 1 actor:1a2b training " + RECORD);
        assertThat(lines.get(2)).contains(" granted 1 actor:1a2b care ");
        assertThat(lines.get(3)).contains(" granted 4 actor:1a2b care ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs().getFirst())))
                .isEqualTo("rw-------");
        assertThat(UnwrapLog.verify(folder, Domain.ORIGINALS, logs().getFirst()))
                .isEqualTo(4);
    }

    @Test
    void logsSoThatAnAlteredADroppedAndAMovedLineAreFound() throws IOException {
        try (Custodian custodian = open()) {
            for (String purpose : List.of("one", "two", "three")) {
                unwrap(custodian, purpose);
            }
        }
        Path log = logs().getFirst();
        List<String> lines = Files.readAllLines(log);
        assertThat(UnwrapLog.verify(folder, Domain.ORIGINALS, log)).isEqualTo(3);
        attack(log, List.of(lines.get(0), lines.get(1).replace("two", "one"), lines.get(2)), -2);
        attack(log, List.of(lines.get(0), lines.get(2)), -2);
        attack(log, List.of(lines.get(1), lines.get(0), lines.get(2)), -1);
        List<String> added = new ArrayList<>(lines);
        added.add(lines.get(2));
        attack(log, added, -4);
    }

    private void attack(Path log, List<String> lines, int found) throws IOException {
        Files.write(log, lines);
        assertThat(UnwrapLog.verify(folder, Domain.ORIGINALS, log)).isEqualTo(found);
    }

    @Test
    void breaksNoLineForAPurpose() throws IOException {
        try (Custodian custodian = open()) {
            unwrap(custodian, "care\n2026 granted 1 x y z");
        }
        assertThat(Files.readAllLines(logs().getFirst())).hasSize(1);
    }

    @Test
    void isAskedForNothingWithoutAnActorAPurposeAndARecord() {
        assertThatThrownBy(() -> new Warrant("", "care", RECORD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Warrant("actor:1", " ", RECORD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Warrant("actor:1", "care", null)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Warrant.system("vault.seal").record()).isNull();
    }
}
