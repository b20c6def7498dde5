package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.MovableClock;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rot is found before anybody needs the picture, at a set pace and under records; on the real tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScrubTests {

    private static final Duration MONTH = Duration.ofDays(30);

    private final MovableClock clock = new MovableClock();
    private final List<Object> events = new ArrayList<>();
    private final TakenDown records = new TakenDown();
    private TestVault all;
    private TenantId tenant;

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
    }

    private Scrub scrub(long bytes, ObjectKind... kinds) {
        return scrub(records, bytes, kinds);
    }

    private Scrub scrub(TakenDown into, long bytes, ObjectKind... kinds) {
        CheckTable table = new CheckTable(all.keys.jdbc);
        return new Scrub(
                all.vault,
                new SidecarCheck(all.store, new VaultTable(all.keys.jdbc), all.keys.transactions),
                table,
                all.keys.transactions,
                into,
                new Damage(table, all.keys.transactions, events::add, clock),
                EnumSet.copyOf(List.of(kinds)),
                new Scrub.Pace(bytes, MONTH),
                clock);
    }

    private Scrub everything() {
        return scrub(Long.MAX_VALUE / 4, ObjectKind.values());
    }

    private ObjectRef sealed(ObjectKind kind, int length) {
        return all.vault.seal(tenant, kind, Set.of(KeyOwner.random()), new byte[length]);
    }

    private Map<String, @Nullable Object> row(ObjectRef object) {
        return all.keys.transactions.inTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("select coalesce(fault, 'none') as fault, checked is not null as checked"
                                + " from vault_object where id = ?")
                        .param(object.id().value())
                        .query()
                        .singleRow());
    }

    private void flip(ObjectRef object, int place) throws IOException {
        byte[] body = Files.readAllBytes(all.file(object));
        body[place] ^= 1;
        Files.write(all.file(object), body);
    }

    @Test
    void findsEveryKindOfRotAndNothingElse() throws IOException {
        int chunk = Cobblestone.SEALED_CHUNK;
        ObjectRef header = sealed(ObjectKind.ORIGINAL, 50_000);
        flip(header, 9);
        ObjectRef commitment = sealed(ObjectKind.VIEW, 50_000);
        flip(commitment, Header.LENGTH + 30);
        ObjectRef middle = sealed(ObjectKind.EXPORT, 50_000);
        flip(middle, Header.LENGTH + Cobblestone.PREFIX + chunk + 1);
        ObjectRef end = sealed(ObjectKind.ANNOTATION, 50_000);
        Files.write(all.file(end), java.util.Arrays.copyOf(Files.readAllBytes(all.file(end)), 3 * chunk));
        ObjectRef gone = sealed(ObjectKind.RENDITION, 10);
        Files.delete(all.file(gone));
        ObjectRef wrap = sealed(ObjectKind.ORIGINAL, 10);
        all.keys.transactions.runInTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("update vault_wrap set wrapped = ? where object = ?")
                        .params(new byte[60], wrap.id().value())
                        .update());
        List<ObjectRef> whole = List.of(sealed(ObjectKind.ORIGINAL, 0), sealed(ObjectKind.SUGGESTION, 50_000));

        everything().turn(List.of(tenant));

        for (ObjectRef altered : List.of(header, commitment, middle, end, wrap)) {
            assertThat(row(altered)).containsEntry("fault", "altered");
        }
        assertThat(row(gone)).containsEntry("fault", "missing");
        whole.forEach(
                object -> assertThat(row(object)).containsEntry("fault", "none").containsEntry("checked", true));
        assertThat(events)
                .hasSize(6)
                .contains(
                        new ObjectDamaged(tenant, gone.label(), ObjectFault.MISSING.sentence()),
                        new ObjectDamaged(tenant, middle.label(), ObjectFault.ALTERED.sentence()));
    }

    @Test
    void writesDownWhatItOpensBeforeItDoes() {
        ObjectRef one = sealed(ObjectKind.ORIGINAL, 10);
        ObjectRef two = sealed(ObjectKind.VIEW, 10);

        everything().turn(List.of(tenant));

        assertThat(records.taken).singleElement().satisfies(record -> {
            assertThat(record.action()).isEqualTo("object.scrub");
            assertThat(record.actor().name()).isEqualTo("scrubber");
            assertThat(record.objects()).containsExactlyInAnyOrder(one.label(), two.label());
        });
        // Checked objects rest until their time comes again.
        everything().turn(List.of(tenant));
        assertThat(records.taken).hasSize(1);
        clock.now = clock.now.plus(MONTH).plusSeconds(1);
        everything().turn(List.of(tenant));
        assertThat(records.taken).hasSize(2);
    }

    @Test
    void looksAtNothingThatCannotBeWrittenDown() {
        ObjectRef object = sealed(ObjectKind.ORIGINAL, 10);
        TakenDown silent = new TakenDown() {
            @Override
            public dev.visor.audit.Receipt append(Entry entry) {
                throw new TrailUnavailableException("the disk is full", new IOException());
            }
        };
        scrub(silent, 1_000_000, ObjectKind.values()).turn(List.of(tenant));
        assertThat(row(object)).containsEntry("checked", false);
    }

    @Test
    void tellsOnceAndTellsWhenItIsMended() throws IOException {
        ObjectRef object = sealed(ObjectKind.ORIGINAL, 100);
        byte[] body = Files.readAllBytes(all.file(object));
        flip(object, 100);
        Scrub scrub = everything();
        scrub.turn(List.of(tenant));
        clock.now = clock.now.plus(Duration.ofHours(2));
        scrub.turn(List.of(tenant));
        assertThat(events).hasSize(1);
        assertThat(records.taken).hasSize(2);

        Files.write(all.file(object), body);
        clock.now = clock.now.plus(Duration.ofHours(2));
        scrub.turn(List.of(tenant));

        assertThat(events).hasSize(2).last().isEqualTo(new ObjectMended(tenant, object.label()));
        assertThat(row(object)).containsEntry("fault", "none");
        clock.now = clock.now.plus(Duration.ofHours(2));
        scrub.turn(List.of(tenant));
        assertThat(records.taken).hasSize(3);
    }

    @Test
    void keepsItsPace() {
        for (int i = 0; i < 10; i++) {
            sealed(ObjectKind.VIEW, 100_000);
        }
        Scrub slow = scrub(250_000, ObjectKind.VIEW);
        int[] checked = new int[4];
        for (int turn = 0; turn < checked.length; turn++) {
            slow.turn(List.of(tenant));
            checked[turn] = checked();
        }
        // Two at once are within the pace; a third, which is not, is made up for in the next turn.
        assertThat(checked[0]).isBetween(2, 3);
        assertThat(checked[3]).isBetween(9, 10);
        Scrub none = scrub(0, ObjectKind.VIEW);
        none.turn(List.of(tenant));
        assertThat(checked()).isEqualTo(checked[3]);
    }

    private int checked() {
        return all.keys.transactions.inTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("select count(*) from vault_object where checked is not null and tenant = ?")
                        .param(tenant.value())
                        .query(Integer.class)
                        .single());
    }

    @Test
    void leavesWhatItHasNoKeysForToOthersAndWhatIsShreddedInPeace() throws IOException {
        ObjectRef original = sealed(ObjectKind.ORIGINAL, 10);
        ObjectRef shredded = sealed(ObjectKind.VIEW, 10);
        all.vault.shred(List.of(shredded), TestVault.receipt(shredded));
        Files.delete(all.file(shredded));
        KeyOwner erased = KeyOwner.random();
        all.vault.seal(tenant, ObjectKind.VIEW, Set.of(erased), new byte[10]);
        all.vault.destroy(tenant, List.of(erased));

        scrub(1_000_000, ObjectKind.VIEW, ObjectKind.RENDITION).turn(List.of(tenant));

        assertThat(row(original)).containsEntry("checked", false);
        assertThat(row(shredded)).containsEntry("fault", "none").containsEntry("checked", true);
        assertThat(events).isEmpty();
    }

    @Test
    void goesOnWithTheOthersWhereOneTenantIsInTrouble() {
        sealed(ObjectKind.VIEW, 10);
        TenantId trouble = tenant;
        tenant = TenantId.random();
        ObjectRef object = sealed(ObjectKind.VIEW, 10);
        TakenDown failing = new TakenDown() {
            @Override
            public dev.visor.audit.Receipt append(Entry entry) {
                if (trouble.equals(entry.tenant())) {
                    throw new IllegalStateException("trouble");
                }
                return super.append(entry);
            }
        };
        scrub(failing, 1_000_000, ObjectKind.values()).turn(List.of(trouble, tenant));
        assertThat(row(object)).containsEntry("checked", true);
    }

    @Test
    void isSeenInHealth() throws IOException {
        VaultStanding standing = new VaultStanding(
                new CheckTable(all.keys.jdbc),
                new ResealTable(all.keys.jdbc),
                all.keys.transactions,
                new AllTenants(all.keys.subjects, all.keys.jdbc),
                clock);
        flip(sealed(ObjectKind.ORIGINAL, 10), 60);
        everything().turn(List.of(tenant));
        assertThat(String.valueOf(standing.health().getDetails().get("amber"))).contains("damaged");
        assertThat(standing.swept(tenant, 3)).isTrue();
        assertThat(standing.swept(tenant, 4)).isFalse();
        assertThat(String.valueOf(standing.health().getDetails().get("amber"))).contains("does not know");
        assertThat(standing.swept(tenant, 0)).isFalse();
        assertThat(String.valueOf(standing.health().getDetails().get("amber"))).contains("damaged");
    }

    @Test
    void refusesAPaceThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scrub.Pace(-1, MONTH));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scrub.Pace(1, Duration.ofMinutes(1)));
    }
}
