package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.MovableClock;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The wraps beside the bodies say what the rows say, whatever a disk or a restore did to them; by the scrub's own turn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SidecarCheckTests {

    private static final byte[] PICTURE = {1, 2, 3};

    private final MovableClock clock = new MovableClock();
    private final List<Object> events = new ArrayList<>();
    private final TakenDown records = new TakenDown();
    private TestVault all;
    private TenantId tenant;
    private ObjectRef object;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        all = new TestVault(folder, Role.ALL);
    }

    @AfterAll
    void close() throws IOException {
        all.close();
    }

    @BeforeEach
    void begin() {
        tenant = TenantId.random();
        events.clear();
        records.taken.clear();
        object = all.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(KeyOwner.random()), PICTURE);
    }

    /** A scrub of everything, a day after the one before. */
    private void scrub() {
        clock.now = clock.now.plus(Duration.ofDays(1));
        CheckTable table = new CheckTable(all.keys.jdbc);
        new Scrub(
                        all.vault,
                        new SidecarCheck(all.store, new VaultTable(all.keys.jdbc), all.keys.transactions),
                        table,
                        all.keys.transactions,
                        records,
                        new Damage(table, all.keys.transactions, events::add, clock),
                        EnumSet.allOf(ObjectKind.class),
                        new Scrub.Pace(Long.MAX_VALUE / 4, Duration.ofHours(1)),
                        clock)
                .turn(List.of(tenant));
    }

    private List<String> files() throws IOException {
        return all.filesOf(tenant).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .sorted()
                .toList();
    }

    private void isWhole(byte[] sidecar, int number) throws IOException {
        assertThat(files()).containsExactly(object.id() + ".1", object.id() + ".1.w" + number);
        assertThat(all.sidecar(object, number)).hasBinaryContent(sidecar);
        assertThat(events).isEmpty();
        assertThat(all.open(object)).isEqualTo(PICTURE);
    }

    @Test
    void oneThatIsGoneIsWrittenFromTheRow() throws IOException {
        byte[] sidecar = Files.readAllBytes(all.sidecar(object, 1));
        Files.delete(all.sidecar(object, 1));
        scrub();
        isWhole(sidecar, 1);
        assertThat(records.taken)
                .singleElement()
                .satisfies(record -> assertThat(record.objects()).containsExactly(object.label()));
    }

    @Test
    void oneThatRottedOrWasCutIsReplaced() throws IOException {
        byte[] sidecar = Files.readAllBytes(all.sidecar(object, 1));
        for (int place : new int[] {0, 11, 20, sidecar.length - 1}) {
            byte[] rotten = sidecar.clone();
            rotten[place] ^= 4;
            Files.write(all.sidecar(object, 1), rotten);
            scrub();
            isWhole(sidecar, 1);
        }
        Files.write(all.sidecar(object, 1), new byte[0]);
        scrub();
        isWhole(sidecar, 1);
    }

    @Test
    void oneThatWasSupersededIsRemoved() throws IOException {
        byte[] before = Files.readAllBytes(all.sidecar(object, 1));
        all.vault.rewrap(object, Set.of(KeyOwner.random()), TestVault.receipt(object));
        byte[] now = Files.readAllBytes(all.sidecar(object, 2));
        Files.write(all.sidecar(object, 1), before);
        scrub();
        isWhole(now, 2);
    }

    /** As a store that was restored from before the erasure brings it back. */
    @Test
    void theWrapOfWhatWasShreddedDoesNotComeBack() throws IOException {
        byte[] before = Files.readAllBytes(all.sidecar(object, 1));
        all.vault.shred(List.of(object), TestVault.receipt(object));
        scrub();
        Files.write(all.sidecar(object, 1), before);
        scrub();
        assertThat(files()).containsExactly(object.id() + ".1");
        assertThat(events).isEmpty();
        assertThat(records.taken)
                .allSatisfy(record -> assertThat(record.objects()).containsExactly(object.label()));
    }

    /** As a database that was restored from before a re-wrap finds it. */
    @Test
    void newerOnesThanTheRowAreToldAndLeftAlone() throws IOException {
        byte[] before = Files.readAllBytes(all.sidecar(object, 1));
        Files.delete(all.sidecar(object, 1));
        Files.write(all.sidecar(object, 2), before);
        scrub();
        assertThat(files()).containsExactly(object.id() + ".1", object.id() + ".1.w2");
        assertThat(events)
                .containsExactly(new ObjectDamaged(tenant, object.label(), ObjectFault.CONTRADICTED.sentence()));
        Files.move(all.sidecar(object, 2), all.sidecar(object, 1));
        scrub();
        assertThat(events).hasSize(2).last().isEqualTo(new ObjectMended(tenant, object.label()));
    }

    @Test
    void aRowThatItsSidecarsCannotFollowIsTold() throws IOException {
        all.keys.transactions.runInTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("update vault_wrap set mirrored = false where object = ?")
                        .param(object.id().value())
                        .update());
        byte[] sidecar = Files.readAllBytes(all.sidecar(object, 1));
        scrub();
        isWhole(sidecar, 1);
        all.keys.transactions.runInTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("update vault_wrap set mirrored = false where object = ?")
                        .param(object.id().value())
                        .update());
        Files.write(all.sidecar(object, 1), new byte[] {0});
        scrub();
        assertThat(all.sidecar(object, 1)).hasBinaryContent(new byte[] {0});
        assertThat(events)
                .containsExactly(new ObjectDamaged(tenant, object.label(), ObjectFault.CONTRADICTED.sentence()));
    }

    @Test
    void nothingIsWrittenBesideABodyThatDoesNotOpen() throws IOException {
        Files.delete(all.sidecar(object, 1));
        Files.delete(all.file(object));
        scrub();
        assertThat(files()).isEmpty();
        assertThat(events).containsExactly(new ObjectDamaged(tenant, object.label(), ObjectFault.MISSING.sentence()));
    }
}
