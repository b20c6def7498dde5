package dev.visor.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestTrail;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Person;
import dev.visor.audit.record.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules are given is what the records say, of one log and one stretch of time. */
class RecordDaysTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Actor ANN = new Actor("person:" + "A".repeat(43), "annotator");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path place;

    private TestTrail t;
    private RecordDays days;
    private final Instant before = Instant.now().minusSeconds(60);

    @BeforeEach
    void open() {
        t = new TestTrail(place);
        days = new RecordDays(t.database.trail());
    }

    @AfterEach
    void close() {
        t.close();
    }

    private void fill() {
        SearchIndex index = new SearchIndex(t.database.trail(), leaf -> Optional.empty());
        boolean more = true;
        while (more) {
            more = index.step();
        }
    }

    private Receipt append(String action, Map<String, String> facts, Person... persons) {
        return t.trail.append(
                t.log,
                CATALOGUE.event(new Details(
                        action,
                        ANN,
                        "training",
                        "consent",
                        List.of(TestTrail.view()),
                        List.of(persons),
                        facts,
                        Map.of())));
    }

    @Test
    void tellsOfEachRecordItsPersonsItsRefusalAndItsPlaceInTheChain() {
        Person bob = TestTrail.person("bob");
        Person eve = TestTrail.person("eve");
        Receipt shown = append("view.show", Map.of(), bob, eve);
        Receipt leased = append("task.lease", Map.of(), bob);
        Receipt refused = append("access.refused", Map.of("reason", "not-found"));
        fill();

        List<DayRow> rows = days.rows(t.log, before, before.plus(HOUR), Set.of("view.show"), 10);

        assertThat(rows).extracting(DayRow::record).containsExactly(shown.record(), leased.record(), refused.record());
        assertThat(rows.getFirst().persons()).containsExactlyInAnyOrder(hex(bob), hex(eve));
        assertThat(rows.get(1).persons()).as("not asked for").isEmpty();
        assertThat(rows).extracting(DayRow::actor).containsOnly(ANN.label());
        assertThat(rows).extracting(DayRow::reason).containsExactly(null, null, "not-found");
        assertThat(rows).extracting(DayRow::outcome).containsExactly(null, null, "refused");
        assertThat(rows.get(1).n()).isEqualTo(rows.get(0).n() + 1);
        assertThat(rows)
                .allSatisfy(row -> assertThat(
                                Duration.between(row.time(), row.appended()).abs())
                        .isLessThan(Duration.ofSeconds(30)));
        assertThat(days.rows(t.log, before, before.plus(HOUR), Set.of(), 2)).hasSize(2);
        assertThat(days.rows(t.log, before, rows.get(1).time(), Set.of(), 10)).hasSize(1);
        assertThat(days.rows("visor/" + "a".repeat(16), before, before.plus(HOUR), Set.of(), 10))
                .isEmpty();
    }

    private static String hex(Person person) {
        return HexFormat.of().formatHex(person.label().toBytes());
    }

    @Test
    void findsWhatWasWrittenNowAndTellsAnotherDay() throws SQLException {
        append("view.show", Map.of());
        UUID stray = insert(Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MICROS));
        fill();

        assertThat(days.strays(t.log, before, before.plus(HOUR)))
                .singleElement()
                .satisfies(row -> assertThat(row.record()).isEqualTo(stray));
        assertThat(days.rows(t.log, before, before.plus(HOUR), Set.of(), 10))
                .extracting(DayRow::record)
                .doesNotContain(stray);
        assertThat(days.strays(t.log, before.minus(HOUR), before)).isEmpty();
    }

    @Test
    void findsWhatHasNoOutcomeOnWhateverDayItWouldBeTold() throws SQLException {
        t.sent(t.show(TestTrail.view()));
        UUID open = t.show(TestTrail.view()).record();
        append("task.lease", Map.of());
        fill();

        Set<String> wanting = Set.of("view.show");
        assertThat(days.unended(t.log, before, before.plus(HOUR), wanting, 10))
                .extracting(DayRow::record)
                .containsExactly(open);
        assertThat(days.unended(t.log, before, before.plus(HOUR), Set.of("task.lease"), 10))
                .hasSize(1);
        assertThat(days.unended(t.log, before.minus(HOUR), before, wanting, 10)).isEmpty();
        assertThat(days.unended(t.log, before, before.plus(HOUR), Set.of(), 10)).isEmpty();
    }

    @Test
    void countsWhatPersonsDidByActAndDay() throws SQLException {
        append("view.show", Map.of());
        append("view.show", Map.of());
        append("task.lease", Map.of());
        append("task.release", Map.of());
        insert(Instant.now().truncatedTo(ChronoUnit.MICROS));
        fill();

        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        assertThat(days.counts(t.log, before, before.plus(HOUR), Set.of("view.show", "task.lease")))
                .containsExactly(
                        new DayCount(ANN.label(), "task.lease", today, 1),
                        new DayCount(ANN.label(), "view.show", today, 2));
    }

    /** Writes a record of a system actor past the trail, with a time of its own. */
    private UUID insert(Instant time) throws SQLException {
        UUID id = UUID.randomUUID();
        UUID replica = UUID.randomUUID();
        Leaf leaf = new Leaf(
                id,
                t.log,
                time,
                Shape.DISCLOSURE,
                "view.show",
                new Actor("system:other", "system"),
                "training",
                "consent",
                List.of(ObjectLabel.of("view", UUID.randomUUID())),
                List.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                new ChainLink(replica, 1, 1, Hash.ZERO),
                "A".repeat(22));
        byte[] bytes = leaf.toBytes();
        try (Connection connection = t.database.trail().getConnection();
                PreparedStatement epoch =
                        connection.prepareStatement("insert into trail_epoch (replica, epoch) values (?, 1)");
                PreparedStatement record = connection.prepareStatement(
                        "insert into trail_record (id, log, replica, epoch, n, leaf, leaf_hash)"
                                + " values (?, ?, ?, 1, 1, ?, ?)")) {
            epoch.setObject(1, replica);
            epoch.executeUpdate();
            record.setObject(1, id);
            record.setString(2, t.log);
            record.setObject(3, replica);
            record.setBytes(4, bytes);
            record.setBytes(5, Hash.leaf(bytes).toBytes());
            record.executeUpdate();
        }
        return id;
    }
}
