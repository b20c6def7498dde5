package dev.visor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Person;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {

    @TempDir
    Path folder;

    private TestTrail t;

    @BeforeEach
    void open() {
        t = new TestTrail(folder);
    }

    @AfterEach
    void close() {
        t.close();
    }

    private List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        for (TrailRecords.Stored stored : new TrailRecords(t.database.trail())
                .newest(t.log, Long.MAX_VALUE, 10_000)
                .reversed()) {
            leaves.add(Leaf.read(stored.leaf()));
        }
        return leaves;
    }

    @Nested
    class Append {

        @Test
        void answersWhenTheRecordIsInTheDatabase() {
            ObjectLabel view = TestTrail.view();
            Receipt receipt = t.show(view);

            assertThat(receipt.covers(view)).isTrue();
            assertThat(receipt.log()).isEqualTo(t.log);
            assertThat(leaves()).singleElement().satisfies(leaf -> {
                assertThat(leaf.id()).isEqualTo(receipt.record());
                assertThat(leaf.objects()).containsExactly(view);
                assertThat(leaf.time()).isEqualTo(receipt.at());
            });
        }

        @Test
        void numbersTheRecordsOfAReplicaAndQuotesTheOneBefore() {
            for (int i = 0; i < 5; i++) {
                t.show(TestTrail.view());
            }
            Hash previous = Hash.ZERO;
            long n = 0;
            for (Leaf leaf : leaves()) {
                assertThat(leaf.link().n()).isEqualTo(++n);
                assertThat(leaf.link().previous()).isEqualTo(previous);
                previous = Hash.leaf(leaf.toBytes());
            }
        }

        @Test
        void givesTheKthRecordAboutAPersonTheKthTag() {
            Person one = TestTrail.person("one");
            Person two = TestTrail.person("two");
            t.show(TestTrail.view(), one);
            t.show(TestTrail.view(), one, two);
            t.show(TestTrail.view(), two, one, one);

            List<Leaf> leaves = leaves();
            assertThat(leaves.get(0).tags()).containsExactly(one.tag(1));
            assertThat(leaves.get(1).tags()).containsExactlyInAnyOrder(one.tag(2), two.tag(1));
            assertThat(leaves.get(2).tags()).containsExactlyInAnyOrder(one.tag(3), two.tag(2));
            assertThat(new TrailRecords(t.database.trail()).about(t.log, two.label(), 0, 10))
                    .extracting(TrailRecords.Stored::id)
                    .containsExactly(leaves.get(1).id(), leaves.get(2).id());
        }

        @Test
        void losesNothingAndLeavesNoHoleUnderManyCallers() throws Exception {
            Person person = TestTrail.person("everybody's");
            Set<UUID> acknowledged = new HashSet<>();
            try (Trail other = t.open(UUID.randomUUID());
                    ExecutorService callers = Executors.newFixedThreadPool(32)) {
                List<Callable<Receipt>> calls = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    Trail trail = i % 2 == 0 ? t.trail : other;
                    calls.add(() -> trail.append(t.log, TestTrail.shown(TestTrail.view(), person)));
                }
                for (Future<Receipt> answer : callers.invokeAll(calls)) {
                    acknowledged.add(answer.get().record());
                }
            }
            List<Leaf> leaves = leaves();
            assertThat(leaves).extracting(Leaf::id).containsExactlyInAnyOrderElementsOf(acknowledged);
            Set<Hash> tags = new HashSet<>();
            leaves.forEach(leaf -> tags.addAll(leaf.tags()));
            for (int k = 1; k <= 400; k++) {
                assertThat(tags).contains(person.tag(k));
            }
        }

        @Test
        void refusesWhatTheCatalogueDoesNotKnow() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Catalogue.load()
                            .event(TestTrail.details("view.steal", List.of(TestTrail.view()), List.of())))
                    .withMessageContaining("view.steal");
        }

        @Test
        void refusesALogThatDoesNotExist() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> t.trail.append("visor/aaaaaaaaaaaaaaaa", TestTrail.shown(TestTrail.view())));
            assertThat(t.trail.failure()).isEmpty();
        }
    }

    @Nested
    class Database {

        @Test
        void refusesToStartWhereCommitsAreNotDurable() throws Exception {
            // The one of the three that a running server takes back.
            configure("full_page_writes", "off");
            try {
                assertThatThrownBy(() -> t.open(UUID.randomUUID()))
                        .isInstanceOf(NotDurableException.class)
                        .hasMessageContaining(
                                "Trail refuses to start on a database that is not durable: full_page_writes is off");
            } finally {
                configure("full_page_writes", "on");
            }
            t.open(UUID.randomUUID()).close();
        }

        private void configure(String setting, String value) throws Exception {
            t.database.attack("alter system set " + setting + " = " + value, "select pg_reload_conf()");
            Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
            while (!show(setting).equals(value)) {
                assertThat(Instant.now()).isBefore(deadline);
            }
        }

        private String show(String setting) throws Exception {
            try (Connection connection = t.database.trail().getConnection();
                    Statement statement = connection.createStatement();
                    java.sql.ResultSet result = statement.executeQuery("show " + setting)) {
                result.next();
                return result.getString(1);
            }
        }

        @Test
        void commitsSynchronouslyWhateverTheRolesDefaultIs() throws Exception {
            t.database.attack("alter role visor_trail set synchronous_commit = off");
            try {
                t.open(UUID.randomUUID()).close();
                try (Connection connection = t.database.trail().getConnection()) {
                    assertThatThrownBy(() -> DurableDatabase.require(connection))
                            .isInstanceOf(NotDurableException.class)
                            .hasMessageContaining("synchronous_commit is off");
                }
            } finally {
                t.database.attack("alter role visor_trail reset synchronous_commit");
            }
        }

        @Test
        void refusesToStartAsSomebodyWhoCouldAlterRecords() {
            t.database.attack("grant update on trail_record to visor_trail");
            assertThatThrownBy(() -> t.open(UUID.randomUUID()))
                    .isInstanceOf(NotDurableException.class)
                    .hasMessageContaining("trail_record");
            assertThatThrownBy(() -> Trail.open(
                            t.database.attacker(),
                            t.logs,
                            Catalogue.load(),
                            TrailSettings.of(UUID.randomUUID(), Clock.systemUTC())))
                    .isInstanceOf(NotDurableException.class)
                    .hasMessageContaining("superuser");
        }

        @Test
        void keepsRecordsFromBeingChangedByGrantsAndByTriggers() throws Exception {
            t.show(TestTrail.view(), TestTrail.person("one"));
            for (String sql : List.of(
                    "update trail_record set n = n + 1",
                    "delete from trail_record",
                    "truncate trail_record cascade",
                    "update trail_counter set count = 0",
                    "delete from trail_counter",
                    "update trail_log set tenant = null",
                    "delete from trail_epoch")) {
                assertRefused(t.database.trail(), sql);
                assertRefused(t.database.app(), sql);
            }
            // The owner of the tables has every grant; the triggers stop what is done by mistake.
            for (String sql : List.of(
                    "update trail_record set n = n + 1",
                    "delete from trail_record",
                    "truncate trail_record cascade",
                    "update trail_counter set count = count - 1")) {
                assertRefused(t.database.attacker(), sql);
            }
            assertThat(leaves()).hasSize(1);
        }

        private void assertRefused(javax.sql.DataSource role, String sql) throws Exception {
            try (Connection connection = role.getConnection();
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute(sql)).as(sql).hasMessageContaining("ERROR");
            }
        }
    }

    @Nested
    class Failure {

        @Test
        void stopsForGoodWhenItsConnectionBreaksAndGoesOnInANewEpoch() {
            Receipt before = t.show(TestTrail.view());
            t.database.attack("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'visor_trail'");

            assertThatThrownBy(() -> t.show(TestTrail.view())).isInstanceOf(TrailUnavailableException.class);
            assertThatThrownBy(() -> t.show(TestTrail.view())).isInstanceOf(TrailUnavailableException.class);
            assertThat(t.trail.failure()).isPresent();

            t.reopen();
            t.show(TestTrail.view());
            List<Leaf> leaves = leaves();
            assertThat(leaves).hasSize(2);
            assertThat(leaves.get(0).id()).isEqualTo(before.record());
            assertThat(leaves.get(1).link().epoch())
                    .isEqualTo(leaves.get(0).link().epoch() + 1);
            assertThat(leaves.get(1).link().n()).isEqualTo(1);
            assertThat(leaves.get(1).link().previous())
                    .isEqualTo(Hash.leaf(leaves.get(0).toBytes()));
        }

        @Test
        void answersWithinFiveSecondsWhenTheDatabaseHangs() throws Exception {
            t.show(TestTrail.view());
            try (Connection connection = t.database.attacker().getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table trail_record in access exclusive mode");
                Instant begin = Instant.now();
                assertThatThrownBy(() -> t.show(TestTrail.view())).isInstanceOf(TrailUnavailableException.class);
                assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
                connection.rollback();
            }
            t.reopen();
            t.show(TestTrail.view());
        }

        @Test
        void doesNotGoOnWhenItsLastRecordWasAltered() {
            t.show(TestTrail.view());
            t.database.attack(
                    "alter table trail_record disable trigger user",
                    "update trail_record set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'consent', 'Consent'), 'UTF8')",
                    "alter table trail_record enable trigger user",
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'visor_trail'");
            assertThatThrownBy(() -> t.show(TestTrail.view())).isInstanceOf(TrailUnavailableException.class);
            assertThat(t.trail.reopen()).isFalse();
            assertThat(t.trail.failure())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("altered"));
        }

        @Test
        void letsOnlyOneProcessWriteAsAReplica() {
            UUID replica = UUID.randomUUID();
            try (Trail first = t.open(replica)) {
                assertThatThrownBy(() -> t.open(replica)).isInstanceOf(TrailUnavailableException.class);
                assertThat(first.failure()).isEmpty();
            }
            t.open(replica).close();
        }
    }
}
