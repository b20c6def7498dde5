package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.audit.ReceiptException;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The job that seals a domain anew: what it writes down, counts, passes over, leaves alone, and when it is over. */
class ResealJobTests extends ResealScene {

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

    /** What is shown is charged by its size: sealing anew must make nothing free of charge. */
    @Test
    void leavesTheSizeOfAnObjectToBeTold() throws IOException {
        ObjectSizes sizes = new ObjectSizes(all.keys.jdbc, all.keys.transactions);
        ObjectRef object = sealed(1000);
        long before = sizes.sealed(object);
        done(reseals(), Domain.VIEWS);
        assertThat(Files.exists(all.file(object.at(2)))).isTrue();
        assertThat(sizes.sealed(object)).isEqualTo(before).isGreaterThan(1000);
        assertThat(sizes.sealed(new ObjectRef(tenant, new ObjectId(UUID.randomUUID()), ObjectKind.VIEW, 1)))
                .isZero();
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
