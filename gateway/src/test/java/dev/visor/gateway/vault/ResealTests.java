package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.audit.ReceiptException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.Warrant;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** After a leak all objects of a domain get fresh keys, and nobody who refers to one or opens one notices (G1, G8, G10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResealTests {

    private static final long ALL = Long.MAX_VALUE / 4;
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Object> events = new ArrayList<>();
    private final TakenDown records = new TakenDown();
    private final MovableClock clock = new MovableClock();
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

    private Reseals reseals(ObjectStore store, Trails trails, Reseals.Granted granted, long bytes, Duration linger) {
        return new Reseals(
                new Resealing(store, all.keys.subjects, all.keys.transactions, new VaultTable(all.keys.jdbc)),
                new ResealTable(all.keys.jdbc),
                store,
                new Damage(new CheckTable(all.keys.jdbc), all.keys.transactions, events::add, Clock.systemUTC()),
                all.keys.transactions,
                trails,
                granted,
                List.of(Domain.values()),
                new Reseals.Pace(bytes, linger),
                clock);
    }

    private Reseals reseals() {
        return reseals(all.store, records, (whose, reason, domain) -> false, ALL, Duration.ZERO);
    }

    /** Asks for a job and lets it come to its end. */
    private Reseal done(Reseals reseals, Domain domain) {
        Reseal job = reseals.ask(tenant, domain, Reseal.Reason.COMPROMISE);
        for (int turn = 0; turn < 5; turn++) {
            reseals.turn(List.of(tenant));
        }
        return reseals.find(job);
    }

    private ObjectRef sealed(int length, KeyOwner... owners) {
        return all.vault.seal(
                tenant,
                ObjectKind.VIEW,
                owners.length == 0 ? Set.of(KeyOwner.random()) : Set.of(owners),
                bytes(length));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** The body that holds an object, and the key that it had until now: what somebody made off with. */
    @SuppressWarnings("ArrayRecordComponent") // looked at, never compared
    private record Stolen(ObjectRef body, DataKey key, byte[] bytes) {}

    private Stolen stolen(ObjectRef object) throws IOException {
        VaultTable table = new VaultTable(all.keys.jdbc);
        VaultTable.Row row =
                all.keys.transactions.inTenant(tenant, () -> table.find(object)).orElseThrow();
        ObjectRef body = object.at(row.body());
        ObjectWrap wrap = row.wrap();
        assertThat(wrap).isNotNull();
        try (DataKey wrapping = all.keys.subjects.toUnwrap(
                tenant, object.domain(), Set.copyOf(wrap.owners()), Warrant.system("test"))) {
            return new Stolen(body, wrap.unwrap(body, wrapping), Files.readAllBytes(all.file(body)));
        }
    }

    private static byte[] opened(byte[] body, ObjectRef as, DataKey key) throws IOException {
        try (SealedBody sealed = SealedBody.open(InMemory.stored(body), key, Header.of(as))) {
            return sealed.whole();
        }
    }

    private Set<String> files() throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : all.filesOf(tenant)) {
            names.add(String.valueOf(file.getFileName()));
        }
        return names;
    }

    private <T extends @Nullable Object> T column(ObjectRef object, String column, Class<T> type) {
        return all.keys.transactions.inTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("select " + column + " from vault_object where id = ? and current")
                        .param(object.id().value())
                        .query(type)
                        .single());
    }

    @Test
    void aLeakedKeyOpensNothingThatIsLeft() throws IOException {
        ObjectRef object = sealed(40_000);
        Stolen before = stolen(object);
        assertThat(opened(before.bytes(), before.body(), before.key())).isEqualTo(bytes(40_000));

        Reseal job = done(reseals(), Domain.VIEWS);

        assertThat(all.open(object)).isEqualTo(bytes(40_000));
        Stolen now = stolen(object);
        assertThat(now.body()).isEqualTo(object.at(2));
        assertThat(now.key().getEncoded()).isNotEqualTo(before.key().getEncoded());
        assertThatThrownBy(() -> opened(now.bytes(), now.body(), before.key()))
                .isInstanceOf(ObjectAlteredException.class);
        assertThat(files()).containsExactlyInAnyOrder(object.id() + ".2", object.id() + ".2.w1");
        assertThat(job.total()).isEqualTo(1);
        assertThat(job.done()).isEqualTo(1);
        assertThat(job.failed()).isZero();
        assertThat(job.bytes()).isEqualTo(before.bytes().length);
        assertThat(job.removed()).isEqualTo(1);
        assertThat(job.finishedAt()).isNotNull();
    }

    @Test
    void whoRefersToAnObjectGoesOnAsBefore() throws IOException {
        KeyOwner one = KeyOwner.random();
        KeyOwner other = KeyOwner.random();
        ObjectRef shared = sealed(100, one, other);
        ObjectRef erased = sealed(200, one, other);
        ObjectRef shredded = sealed(300);
        ObjectRef replaced = sealed(400, one);
        done(reseals(), Domain.VIEWS);
        done(reseals(), Domain.VIEWS);

        assertThat(all.vault.standing(List.of(shared))).containsEntry(shared, Set.of(one, other));
        assertThat(all.vault.ownedBy(tenant, one)).containsExactlyInAnyOrder(shared, erased, replaced);
        all.vault.rewrap(shared, Set.of(other), TestVault.receipt(shared));
        assertThat(all.open(shared)).isEqualTo(bytes(100));
        try (Vault.Opened range = all.vault.range(shared, TestVault.receipt(shared), 10, 20)) {
            assertThat(range.bytes()).hasSize(20);
        }
        all.vault.shred(List.of(shredded), TestVault.receipt(shredded));
        assertThatThrownBy(() -> all.open(shredded)).isInstanceOf(KeyDestroyedException.class);
        ObjectRef next = all.vault.reseal(replaced, Set.of(one), bytes(500));
        assertThat(next.generation()).isEqualTo(4);
        assertThat(all.vault.otherGenerations(next)).containsExactly(replaced);
        assertThat(all.open(next)).isEqualTo(bytes(500));
        assertThat(all.open(replaced)).isEqualTo(bytes(400));

        done(reseals(), Domain.VIEWS);
        assertThat(all.open(next)).isEqualTo(bytes(500));
        assertThat(all.open(replaced)).isEqualTo(bytes(400));
        all.vault.shred(all.vault.otherGenerations(next), TestVault.receipt(next));
        assertThat(all.open(next)).isEqualTo(bytes(500));
        assertThatThrownBy(() -> all.open(replaced)).isInstanceOf(KeyDestroyedException.class);
        all.vault.destroy(tenant, List.of(one));
        assertThatThrownBy(() -> all.open(erased)).isInstanceOf(KeyDestroyedException.class);
        assertThat(all.open(shared)).isEqualTo(bytes(100));
    }

    @Test
    void aBodyOfAnotherGenerationIsNotTaken() throws IOException {
        ObjectRef object = sealed(100);
        byte[] old = Files.readAllBytes(all.file(object));
        done(reseals(), Domain.VIEWS);
        Files.write(all.file(object.at(2)), old);
        assertThatThrownBy(() -> all.open(object)).isInstanceOf(ObjectAlteredException.class);
    }

    @Test
    void namesWhatItSealsBeforeItDoes() {
        for (int i = 0; i < 60; i++) {
            sealed(10 + i);
        }
        done(reseals(), Domain.VIEWS);

        List<Entry> intents = records.taken.stream()
                .filter(entry -> entry.action().equals("key.reseal"))
                .toList();
        assertThat(intents).hasSize(2).allSatisfy(record -> {
            assertThat(record.actor().name()).isEqualTo("resealer");
            assertThat(record.purpose()).isEqualTo("security");
            assertThat(record.objects()).hasSizeLessThanOrEqualTo(50);
            assertThat(record.facts()).containsEntry("domain", "views").containsEntry("reason", "compromise");
        });
        assertThat(intents.stream().mapToInt(entry -> entry.objects().size()).sum())
                .isEqualTo(60);
        assertThat(records.taken)
                .extracting(Entry::action)
                .containsSequence("key.reseal", "key.resealed")
                .contains("object.remove-keyless");
    }

    @Test
    void doesNothingThatCannotBeWrittenDown() throws IOException {
        ObjectRef object = sealed(10);
        Set<String> before = files();
        TakenDown silent = new TakenDown() {
            @Override
            public Receipt append(Entry entry) {
                throw new TrailUnavailableException("the disk is full", new IOException());
            }
        };
        Reseals reseals = reseals(all.store, silent, (whose, reason, domain) -> false, ALL, Duration.ZERO);
        Reseal job = done(reseals, Domain.VIEWS);
        assertThat(job.done()).isZero();
        assertThat(job.finishedAt()).isNull();
        assertThat(files()).isEqualTo(before);

        assertThatThrownBy(() -> new Resealing(
                                all.store, all.keys.subjects, all.keys.transactions, new VaultTable(all.keys.jdbc))
                        .reseal(object, TestVault.receipt(sealed(1)), () -> {}))
                .isInstanceOf(ReceiptException.class);
    }

    @Test
    void oneDamagedObjectIsCountedAndHoldsUpNoOther() throws IOException {
        ObjectRef first = sealed(50_000);
        ObjectRef gone = sealed(50_001);
        ObjectRef last = sealed(50_002);
        byte[] body = Files.readAllBytes(all.file(first));
        body[body.length - 1] ^= 1;
        Files.write(all.file(first), body);
        Files.delete(all.file(gone));
        KeyOwner erased = KeyOwner.random();
        ObjectRef keyless = sealed(10, erased);
        all.vault.destroy(tenant, List.of(erased));

        Reseal job = done(reseals(), Domain.VIEWS);

        assertThat(job.total()).isEqualTo(4);
        assertThat(job.done()).isEqualTo(1);
        assertThat(job.failed()).isEqualTo(3);
        assertThat(job.finishedAt()).isNotNull();
        assertThat(all.open(last)).isEqualTo(bytes(50_002));
        assertThat(events)
                .containsExactlyInAnyOrder(
                        new ObjectDamaged(tenant, first.label(), ObjectFault.ALTERED.sentence()),
                        new ObjectDamaged(tenant, gone.label(), ObjectFault.MISSING.sentence()));
        assertThat(records.taken).extracting(Entry::action).contains("key.reseal-left-some");
        // What was left of the attempt is gone, and the damaged body stays for whoever can mend it.
        assertThat(files())
                .contains(first.id() + ".1", first.id() + ".1.w1", keyless.id() + ".1")
                .doesNotContain(first.id() + ".2", gone.id() + ".2");
        // Mended, the next job takes it in.
        body[body.length - 1] ^= 1;
        Files.write(all.file(first), body);
        assertThat(done(reseals(), Domain.VIEWS).done()).isEqualTo(2);
        assertThat(all.open(first)).isEqualTo(bytes(50_000));
    }

    @Test
    void whatDoesNotReadBackTakesNoPlace() throws IOException {
        ObjectRef object = sealed(50_000);
        ObjectStore rotten = new HookedStore(all.store) {
            @Override
            void committed(String name) throws IOException {
                byte[] body = Files.readAllBytes(all.objects.resolve(name));
                body[200] ^= 1;
                Files.write(all.objects.resolve(name), body);
            }
        };
        Reseal job = done(reseals(rotten, records, (whose, reason, domain) -> false, ALL, Duration.ZERO), Domain.VIEWS);
        assertThat(job.failed()).isEqualTo(1);
        assertThat(events).isEmpty();
        assertThat(files()).containsExactlyInAnyOrder(object.id() + ".1", object.id() + ".1.w1");
        assertThat(all.open(object)).isEqualTo(bytes(50_000));
    }

    @Test
    void goesToThoseWhoseItIsAtThatMoment() {
        KeyOwner before = KeyOwner.random();
        KeyOwner after = KeyOwner.random();
        ObjectRef object = sealed(100, before);
        HookedStore store = new HookedStore(all.store) {
            @Override
            void committed(String name) {
                all.vault.rewrap(object, Set.of(after), TestVault.receipt(object));
            }
        };
        Reseal job = done(reseals(store, records, (whose, reason, domain) -> false, ALL, Duration.ZERO), Domain.VIEWS);
        assertThat(job.done()).isEqualTo(1);
        assertThat(all.vault.standing(List.of(object))).containsEntry(object, Set.of(after));
        all.vault.destroy(tenant, List.of(before));
        assertThat(all.open(object)).isEqualTo(bytes(100));
    }

    @Test
    void whatIsShreddedOrErasedMeanwhileDoesNotComeBack() throws IOException {
        KeyOwner erased = KeyOwner.random();
        ObjectRef shredded = sealed(100);
        ObjectRef keyless = sealed(200, erased);
        HookedStore store = new HookedStore(all.store) {
            @Override
            void committed(String name) {
                if (name.contains(shredded.id().toString())) {
                    all.vault.shred(List.of(shredded), TestVault.receipt(shredded));
                } else {
                    all.vault.destroy(tenant, List.of(erased));
                }
            }
        };
        Reseal job = done(reseals(store, records, (whose, reason, domain) -> false, ALL, Duration.ZERO), Domain.VIEWS);
        assertThat(job.done()).isZero();
        assertThatThrownBy(() -> all.open(shredded)).isInstanceOf(KeyDestroyedException.class);
        assertThatThrownBy(() -> all.open(keyless)).isInstanceOf(KeyDestroyedException.class);
        assertThat(files()).doesNotContain(shredded.id() + ".2", keyless.id() + ".2");
    }

    @Test
    void ofTwoAtOnceOneTakesThePlace() throws IOException {
        ObjectRef object = sealed(100);
        Resealing other =
                new Resealing(all.store, all.keys.subjects, all.keys.transactions, new VaultTable(all.keys.jdbc));
        HookedStore store = new HookedStore(all.store) {
            @Override
            void committed(String name) {
                other.reseal(object, TestVault.receipt(object), () -> {});
            }
        };
        Reseal job = done(reseals(store, records, (whose, reason, domain) -> false, ALL, Duration.ZERO), Domain.VIEWS);
        assertThat(job.done()).isZero();
        assertThat(all.open(object)).isEqualTo(bytes(100));
        assertThat(stolen(object).body().generation()).isEqualTo(3);
        assertThat(files()).doesNotContain(object.id() + ".2");
    }

    @Test
    void whoOpensMeetsTheOldBodyOrTheNewAndNeverNone() throws Exception {
        List<ObjectRef> objects = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            objects.add(sealed(100_000 + i));
        }
        Reseals reseals = reseals(all.store, records, (whose, reason, domain) -> false, ALL, HOUR);
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                reading.add(readers.submit(() -> {
                    int opened = 0;
                    while (!enough.get()) {
                        for (int i = 0; i < objects.size(); i++) {
                            assertThat(all.open(objects.get(i))).hasSize(100_000 + i);
                            opened++;
                        }
                    }
                    return opened;
                }));
            }
            Vault.Ranges held = all.vault.ranges(objects.getFirst(), TestVault.receipt(objects.getFirst()));
            for (int round = 0; round < 3; round++) {
                done(reseals, Domain.VIEWS);
            }
            // Opened before, and read to its end after: the body stays for a while.
            try (held;
                    Vault.Opened range = held.range(0, 100_000)) {
                assertThat(range.bytes()).isEqualTo(bytes(100_000));
            }
            enough.set(true);
            for (Future<Integer> each : reading) {
                assertThat(each.get()).isPositive();
            }
        }
        assertThat(files()).contains(objects.getFirst().id() + ".1");
    }

    @Test
    void isNotOverAsLongAsOldBytesStay() throws IOException {
        ObjectRef object = sealed(100);
        Reseals patient = reseals(all.store, records, (whose, reason, domain) -> false, ALL, HOUR);
        Reseal job = done(patient, Domain.VIEWS);
        assertThat(job.done()).isEqualTo(1);
        assertThat(job.finishedAt()).isNull();
        assertThat(files()).contains(object.id() + ".1").doesNotContain(object.id() + ".1.w1");
        reseals().turn(List.of(tenant));
        assertThat(patient.find(job).finishedAt()).isNotNull();
        assertThat(files()).doesNotContain(object.id() + ".1");
    }

    @Test
    void takesTheBytesOfWhatWasShreddedBeforeOutOfTheStore() throws IOException {
        ObjectRef shredded = sealed(100);
        ObjectRef elsewhere = all.vault.seal(tenant, ObjectKind.EXPORT, Set.of(KeyOwner.random()), bytes(7));
        all.vault.shred(List.of(shredded), TestVault.receipt(shredded));
        all.vault.shred(List.of(elsewhere), TestVault.receipt(elsewhere));
        Reseal job = done(reseals(), Domain.VIEWS);
        assertThat(job.removed()).isEqualTo(1);
        assertThat(files()).containsExactly(elsewhere.id() + ".1");
    }

    @Test
    void leavesOtherDomainsOtherTenantsAndLaterObjectsAlone() throws IOException {
        ObjectRef original = all.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(KeyOwner.random()), bytes(5));
        TenantId own = tenant;
        tenant = TenantId.random();
        ObjectRef strange = sealed(10);
        tenant = own;
        ObjectRef object = sealed(20);
        Reseals reseals = reseals();
        Reseal job = done(reseals, Domain.VIEWS);
        ObjectRef later = sealed(30);
        reseals.turn(List.of(tenant));
        assertThat(reseals.find(job).done()).isEqualTo(1);
        assertThat(Files.exists(all.file(object.at(2)))).isTrue();
        for (ObjectRef other : List.of(original, strange, later)) {
            assertThat(Files.exists(all.file(other.at(2)))).isFalse();
        }
    }

    @Test
    void keepsItsPaceAndGoesOnInTheNextTurn() {
        for (int i = 0; i < 10; i++) {
            sealed(100 + i);
        }
        Reseals slow = reseals(all.store, records, (whose, reason, domain) -> false, 1_000_000, Duration.ZERO);
        Reseal job = slow.ask(tenant, Domain.VIEWS, Reseal.Reason.SUITE);
        slow.turn(List.of(tenant));
        // However small, each counts for a quarter of a mebibyte.
        assertThat(slow.find(job).done()).isBetween(3L, 4L);
        assertThat(slow.find(job).total()).isEqualTo(10);
        for (int turn = 0; turn < 4; turn++) {
            slow.turn(List.of(tenant));
        }
        assertThat(slow.find(job).done()).isEqualTo(10);
        assertThatIllegalArgumentException().isThrownBy(() -> new Reseals.Pace(-1, HOUR));
    }

    @Test
    void twoPeopleAskOnceWithinTheTimeThatTheirWordIsGood() {
        sealed(10);
        TenantId other = TenantId.random();
        Reseals reseals = reseals(
                all.store,
                records,
                (whose, reason, domain) ->
                        tenant.equals(whose) && reason == Reseal.Reason.COMPROMISE && domain == Domain.VIEWS,
                ALL,
                Duration.ZERO);
        reseals.askGranted(List.of(tenant, other));
        reseals.turn(List.of(tenant));
        reseals.turn(List.of(tenant));
        clock.now = clock.now.plus(Duration.ofHours(3));
        reseals.askGranted(List.of(tenant, other));
        assertThat(reseals.open(tenant)).isEmpty();
        assertThat(reseals.open(other)).isEmpty();
        clock.now = clock.now.plus(Duration.ofHours(2));
        reseals.askGranted(List.of(tenant, other));
        assertThat(reseals.open(tenant)).hasSize(1);

        // What is said of every tenant counts for each.
        reseals(all.store, records, (whose, reason, domain) -> whose == null, ALL, Duration.ZERO)
                .askGranted(List.of(other));
        assertThat(reseals.open(other))
                .extracting(Reseal::domain)
                .doesNotContain(Domain.IDENTITIES)
                .contains(Domain.ORIGINALS, Domain.VIEWS, Domain.LANDMARKS, Domain.EXPORTS);
    }

    @Test
    void aJobThatHasBegunIsNotJoined() {
        sealed(10);
        Reseals reseals = reseals(all.store, records, (whose, reason, domain) -> false, ALL, HOUR);
        Reseal first = reseals.ask(tenant, Domain.VIEWS, Reseal.Reason.COMPROMISE);
        assertThat(reseals.ask(tenant, Domain.VIEWS, Reseal.Reason.COMPROMISE).id())
                .isEqualTo(first.id());
        reseals.turn(List.of(tenant));
        Reseal second = reseals.ask(tenant, Domain.VIEWS, Reseal.Reason.COMPROMISE);
        assertThat(second.id()).isNotEqualTo(first.id());
        // It waits for the first to end.
        reseals.turn(List.of(tenant));
        assertThat(reseals.find(second).begunAt()).isNull();
    }

    @Test
    void theTablesRefuseWhatWouldLoseOrBringBack() {
        ObjectRef object = sealed(10);
        assertThatThrownBy(() -> set(object.at(1), "removed = now()"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not removed");
        done(reseals(), Domain.VIEWS);
        assertThatThrownBy(() -> set(object.at(1), "current = true"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("does not come back");
    }

    private void set(ObjectRef body, String assignment) {
        all.keys.transactions.runInTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("update vault_object set " + assignment + " where id = ? and generation = ?")
                        .params(body.id().value(), body.generation())
                        .update());
    }

    @Test
    void sweepsAndChecksTakeTheNewBodyForTheObject() throws IOException {
        ObjectRef object = sealed(10);
        done(reseals(), Domain.VIEWS);
        Leftovers leftovers = new Leftovers(
                all.store,
                new VaultTable(all.keys.jdbc),
                all.keys.transactions,
                records,
                Clock.offset(Clock.systemUTC(), HOUR));
        assertThat(leftovers.sweep(tenant, Duration.ZERO)).isEqualTo(new Leftovers.Swept(0, 0));
        CheckTable checks = new CheckTable(all.keys.jdbc);
        Scrub scrub = new Scrub(
                all.vault,
                checks,
                all.keys.transactions,
                records,
                new Damage(checks, all.keys.transactions, events::add, clock),
                Set.of(ObjectKind.VIEW),
                new Scrub.Pace(ALL, HOUR),
                clock);
        scrub.turn(List.of(tenant));
        assertThat(events).isEmpty();
        assertThat(column(object, "checked is not null", Boolean.class)).isTrue();
        assertThat(column(object, "generation", Integer.class)).isEqualTo(2);
        Files.delete(all.file(object.at(2)));
        clock.now = clock.now.plus(HOUR.multipliedBy(2));
        scrub.turn(List.of(tenant));
        assertThat(events).containsExactly(new ObjectDamaged(tenant, object.label(), ObjectFault.MISSING.sentence()));
    }

    @Test
    void healthSaysHowFarItIs() {
        sealed(10);
        reseals(all.store, records, (whose, reason, domain) -> false, ALL, HOUR)
                .ask(tenant, Domain.VIEWS, Reseal.Reason.COMPROMISE);
        VaultStanding standing = new VaultStanding(
                new CheckTable(all.keys.jdbc),
                new ResealTable(all.keys.jdbc),
                all.keys.transactions,
                new AllTenants(all.keys.subjects, all.keys.jdbc),
                clock);
        assertThat(String.valueOf(standing.health().getDetails().get("resealing")))
                .contains(" objects, ");
    }
}
