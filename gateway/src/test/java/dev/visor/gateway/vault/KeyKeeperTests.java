package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.OnCustody;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.Turn;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On the real tables; only the records are taken down by the test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyKeeperTests {

    private static final byte[] PICTURE = {1, 2, 3};
    private static final Duration AGE = Duration.ofDays(365);

    private final TakenDown records = new TakenDown();
    private final Set<Domain> granted = EnumSet.noneOf(Domain.class);
    private TestVault all;
    private TenantId tenant;
    private ObjectRef object;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        all = new TestVault(folder, Role.ALL);
    }

    @BeforeEach
    void begin() {
        records.taken.clear();
        tenant = TenantId.random();
        object = all.vault.seal(tenant, ObjectKind.VIEW, Set.of(KeyOwner.random()), PICTURE);
    }

    @AfterAll
    void close() throws IOException {
        all.close();
    }

    private KeyKeeper after(Duration time, Trails trails) throws IOException {
        Clock clock = Clock.offset(Clock.systemUTC(), time);
        return new KeyKeeper(
                all.keys.epochs(clock), all.keys.backups(), all.keys.rotation(), granted::contains, trails, AGE, clock);
    }

    private void round(Duration later) throws IOException {
        after(later, records).round(tenant);
    }

    private Turn ask(String reason, Duration within) {
        return all.keys
                .epochs
                .ask(tenant, Domain.VIEWS, reason, Instant.now().plus(within))
                .orElseThrow();
    }

    private List<String> actions() {
        return records.taken.stream().map(Entry::action).toList();
    }

    @Test
    void turnsWhatWasAskedForUnderARecordOfEachStep() throws IOException {
        Turn asked = ask("erasure", Duration.ZERO);
        round(Duration.ZERO);

        assertThat(actions()).containsExactly("key.turn", "key.destroy");
        assertThat(records.taken).allSatisfy(record -> {
            assertThat(record.actor().name()).isEqualTo("keykeeper");
            assertThat(Objects.requireNonNull(record.tenant())).isEqualTo(tenant);
            assertThat(record.purpose()).isEqualTo("minimisation");
            assertThat(record.basis()).isEqualTo("gdpr-6-1-c");
            assertThat(record.facts()).containsEntry("domain", "views").containsEntry("reason", "erasure");
        });
        assertThat(records.taken.getLast().facts()).containsEntry("before", "2");
        Turn turned = all.keys.epochs.find(tenant, asked.id()).orElseThrow();
        assertThat(turned.state()).isEqualTo(Turn.State.DESTROYED);
        assertThat(all.open(object)).isEqualTo(PICTURE);
    }

    @Test
    void keepsTheOldEpochUntilItsDateAndNoLonger() throws IOException {
        ask("compromise", KeyKeeper.WITHIN);
        round(Duration.ZERO);
        round(Duration.ofDays(28));
        assertThat(actions()).containsExactly("key.turn");
        assertThat(all.keys.custodians.of(Domain.VIEWS).epochs(tenant)).containsExactly(1, 2);
        round(Duration.ofDays(29));
        assertThat(actions()).containsExactly("key.turn", "key.destroy");
        assertThat(records.taken.getLast().purpose()).isEqualTo("security");
        assertThat(all.keys.custodians.of(Domain.VIEWS).epochs(tenant)).containsExactly(2);
    }

    @Test
    void turnsAnEpochThatIsTooOldByItself() throws IOException {
        round(Duration.ofDays(364));
        assertThat(actions()).isEmpty();
        round(Duration.ofDays(366));
        assertThat(actions()).containsExactly("key.turn");
        Turn turn = all.keys.epochs.open(tenant).getFirst();
        assertThat(turn.reason()).isEqualTo("age");
        assertThat(Duration.between(turn.askedAt(), turn.destroyBy())).isLessThanOrEqualTo(KeyKeeper.WITHIN);
        assertThat(all.open(object)).isEqualTo(PICTURE);
    }

    @Test
    void rotatesARootOnceWhereTwoPeopleSaidSo() throws IOException {
        JdbcClient owner = JdbcClient.create(TestDatabase.owner());
        owner.sql("delete from keys_custodian").update();
        try {
            all.keys
                    .jdbc
                    .sql(
                            "insert into keys_custodian (domain, check_value, created) values ('views', ?, now() - interval '5h')")
                    .param(all.keys.custodians.of(Domain.VIEWS).checkValue())
                    .update();
            int before = all.keys.custodians.of(Domain.VIEWS).root();
            after(Duration.ZERO, records).rotateGranted(List.of(tenant));
            assertThat(actions()).isEmpty();

            granted.add(Domain.VIEWS);
            after(Duration.ZERO, records).rotateGranted(List.of(tenant));
            after(Duration.ofHours(3), records).rotateGranted(List.of(tenant));
            assertThat(actions()).containsExactly("key.rotate-root");
            assertThat(records.taken.getFirst().objects()).containsExactly(KeyKeeper.label(Domain.VIEWS));
            assertThat(all.keys.custodians.of(Domain.VIEWS).root()).isEqualTo(before + 1);
            assertThat(all.open(object)).isEqualTo(PICTURE);
            assertThat(all.keys.epochs.open(tenant)).extracting(Turn::reason).containsExactly("compromise");
        } finally {
            granted.clear();
            owner.sql("delete from keys_custodian").update();
        }
    }

    @Test
    void doesNothingWithoutARecord() throws IOException {
        ask("erasure", Duration.ZERO);
        after(Duration.ZERO, new Broken()).round(tenant);
        assertThat(all.keys.custodians.of(Domain.VIEWS).epochs(tenant)).containsExactly(1);
        round(Duration.ZERO);
        assertThat(all.keys.custodians.of(Domain.VIEWS).epochs(tenant)).containsExactly(2);
    }

    @Test
    void refusesAnAgeUnderWhichEpochsWouldTurnWithoutEnd() throws IOException {
        assertThatThrownBy(() -> new KeyKeeper(
                        all.keys.epochs,
                        all.keys.backups(),
                        all.keys.rotation(),
                        domain -> false,
                        records,
                        Duration.ZERO,
                        Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void worksOnlyWhereTheRoleIsCustody() {
        for (Map.Entry<String, Boolean> roles : Map.of(
                        "all", true, "custody", true, "views,custody", true, "views", false, "intake,export", false)
                .entrySet()) {
            new ApplicationContextRunner()
                    .withUserConfiguration(OnlyCustody.class)
                    .withPropertyValues("visor.roles=" + roles.getKey())
                    .run(context -> assertThat(context.containsBean("keys")).isEqualTo(roles.getValue()));
        }
    }

    static class OnlyCustody {
        @Bean
        @Conditional(OnCustody.class)
        String keys() {
            return "";
        }
    }

    /** A trail that cannot write. */
    private static final class Broken implements Trails {
        @Override
        public Receipt append(Entry entry) {
            throw new IllegalStateException("not durable");
        }

        @Override
        public Receipt outcome(Receipt intent, Entry outcome) {
            throw new IllegalStateException("not durable");
        }
    }
}
