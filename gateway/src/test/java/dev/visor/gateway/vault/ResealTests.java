package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** After a leak an object gets a fresh key, and nobody who refers to it or opens it notices (G1, G8, G10). */
class ResealTests extends ResealScene {

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
                new SidecarCheck(all.store, new VaultTable(all.keys.jdbc), all.keys.transactions),
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
}
