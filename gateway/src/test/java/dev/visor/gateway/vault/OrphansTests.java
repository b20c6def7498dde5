package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On the real tables; only the records are taken down by the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrphansTests {

    private static final byte[] PICTURE = {1, 2, 3};

    private final TakenDown records = new TakenDown();
    private TestVault all;
    private Shredder shredder;
    private Orphans orphans;
    private TenantId tenant;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        all = new TestVault(folder, Role.ALL);
        shredder = new Shredder(all.vault, all.keys.subjects, records);
        orphans = new Orphans(
                new VaultTable(all.keys.jdbc), all.keys.jdbc, all.keys.transactions, shredder, Clock.systemUTC());
    }

    @BeforeEach
    void begin() {
        records.taken.clear();
        tenant = TenantId.random();
        all.keys.transactions.runInTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("insert into tenant (id, handle, created) values (?, ?, now())")
                        .params(tenant.value(), "t-" + tenant.toString().substring(0, 8))
                        .update());
    }

    @AfterAll
    void close() throws IOException {
        all.close();
    }

    @Test
    void loseTheirKeysUnderARecordThatNamesThem() {
        KeyOwner person = person();
        KeyOwner provisional = KeyOwner.random();
        ObjectRef orphan = seal(ObjectKind.VIEW, person, provisional);

        assertThat(orphans.sweep(tenant, Duration.ZERO)).isEqualTo(1);

        assertThatThrownBy(() -> all.open(orphan)).isInstanceOf(KeyDestroyedException.class);
        assertThat(all.sidecar(orphan, 1)).doesNotExist();
        assertThat(records.taken).hasSize(1);
        assertThat(records.taken.getFirst().action()).isEqualTo("object.destroy-keys");
        assertThat(records.taken.getFirst().actor().name()).isEqualTo("sweeper");
        assertThat(records.taken.getFirst().objects()).containsExactly(orphan.label());
        assertThat(records.taken.getFirst().persons()).containsExactly(person);
        assertThat(orphans.sweep(tenant, Duration.ZERO)).isZero();
        assertThat(records.taken).hasSize(1);
    }

    @Test
    void areNotThoseThatARowNamesWhereverItStands() {
        ObjectRef named = seal(ObjectKind.EXPORT, person());
        all.keys.transactions.runInTenant(
                tenant,
                () -> all.keys
                        .jdbc
                        .sql("insert into team_access (id, tenant, project, team, begins, ends)"
                                + " values (?, ?, ?, ?, now(), now() + interval '1 day')")
                        .params(UUID.randomUUID(), tenant.value(), named.id().value(), team())
                        .update());

        assertThat(orphans.sweep(tenant, Duration.ZERO)).isZero();

        assertThat(all.open(named)).isEqualTo(PICTURE);
        assertThat(records.taken).isEmpty();
    }

    @Test
    void areNotThoseThatAreYoungerThanAnActLasts() {
        ObjectRef young = seal(ObjectKind.ORIGINAL, person());

        assertThat(orphans.sweep(tenant, Duration.ofMinutes(5))).isZero();

        assertThat(all.open(young)).isEqualTo(PICTURE);
    }

    @Test
    void ofAnotherTenantStay() {
        ObjectRef other = all.vault.seal(TenantId.random(), ObjectKind.ORIGINAL, Set.of(person()), PICTURE);

        assertThat(orphans.sweep(tenant, Duration.ZERO)).isZero();

        assertThat(all.open(other)).isEqualTo(PICTURE);
    }

    @Test
    void andOthersLoseTheirKeysInAsManyRecordsAsTheyNeed() {
        List<KeyOwner> persons = Stream.generate(this::person).limit(51).toList();
        List<ObjectRef> objects = IntStream.range(0, 51)
                .mapToObj(i -> seal(ObjectKind.VIEW, persons.get(i)))
                .toList();
        ObjectRef group = seal(ObjectKind.ORIGINAL, persons.toArray(KeyOwner[]::new));
        List<ObjectRef> some = Stream.concat(Stream.of(group), objects.stream()).toList();

        int destroyed = shredder.shred(
                tenant,
                some,
                () -> Entry.of("object.destroy-keys", ActorRef.system("test"))
                        .in(tenant)
                        .because(Ground.MINIMISATION)
                        .on(ObjectLabel.of("batch", tenant.value())));

        assertThat(destroyed).isEqualTo(52);
        for (ObjectRef object : some) {
            assertThatThrownBy(() -> all.open(object)).isInstanceOf(KeyDestroyedException.class);
        }
        assertThat(records.taken).hasSize(3).allSatisfy(record -> {
            assertThat(record.objects()).hasSizeLessThanOrEqualTo(50);
            assertThat(record.persons()).hasSizeLessThanOrEqualTo(50);
        });
        assertThat(records.taken.stream()
                        .flatMap(record -> record.persons().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(persons);
    }

    /** Somebody with a name, as every subject has. */
    private KeyOwner person() {
        KeyOwner person = KeyOwner.random();
        all.keys.identities.seal(tenant, person, "subject.pseudonym", "somebody");
        return person;
    }

    private UUID team() {
        UUID workforce = UUID.randomUUID();
        UUID team = UUID.randomUUID();
        String handle = "w-" + workforce.toString().substring(0, 8);
        all.keys
                .jdbc
                .sql("insert into workforce (id, handle, created) values (?, ?, now())")
                .params(workforce, handle)
                .update();
        all.keys
                .jdbc
                .sql("insert into team (id, workforce, handle, created) values (?, ?, ?, now())")
                .params(team, workforce, handle)
                .update();
        return team;
    }

    private ObjectRef seal(ObjectKind kind, KeyOwner... owners) {
        return all.vault.seal(tenant, kind, Set.of(owners), PICTURE);
    }
}
