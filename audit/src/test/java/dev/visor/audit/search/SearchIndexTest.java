package dev.visor.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestTrail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing durable is passed over in silence, and what is dropped comes back as it was. */
class SearchIndexTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Hash NAME = Hash.leaf("ann otator".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path place;

    private TestTrail t;
    private SearchIndex index;
    private RecordSearch search;

    @BeforeEach
    void open() {
        t = new TestTrail(place);
        index = new SearchIndex(t.database.trail(), leaf -> Optional.of(NAME));
        search = new RecordSearch(t.database.trail());
    }

    @AfterEach
    void close() {
        t.close();
    }

    private void fill(SearchIndex with) {
        boolean more = true;
        while (more) {
            more = with.step();
        }
    }

    private List<UUID> found(SearchFilter filter) {
        Optional<Place> top = search.newest(filter);
        return top.isEmpty()
                ? List.of()
                : search.from(filter, top.get(), 10_000).stream()
                        .map(Stored::id)
                        .toList();
    }

    private List<UUID> all() {
        return found(SearchFilter.all(t.log));
    }

    private SearchFilter filter(
            @Nullable List<String> actors,
            @Nullable Hash person,
            @Nullable ObjectLabel object,
            @Nullable UUID project,
            @Nullable String purpose,
            @Nullable String action,
            @Nullable String outcome,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new SearchFilter(t.log, actors, person, object, project, purpose, action, outcome, from, until);
    }

    /** Every row of both tables as text. */
    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = t.database.trail().getConnection();
                Statement select = connection.createStatement()) {
            for (String table : List.of("trail_search", "trail_name")) {
                try (ResultSet result = select.executeQuery("select cast(t as text) from " + table + " t order by 1")) {
                    while (result.next()) {
                        rows.add(table + result.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    /** Writes a record past the trail, as another replica's transaction would. */
    private UUID insert(Connection connection, UUID replica, boolean readable) throws SQLException {
        UUID id = UUID.randomUUID();
        Leaf leaf = new Leaf(
                id,
                t.log,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                Shape.DISCLOSURE,
                "view.show",
                new Actor("system:other", "system"),
                "training",
                "consent",
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                new ChainLink(replica, 1, 1, Hash.ZERO),
                "A".repeat(22));
        byte[] bytes = readable ? leaf.toBytes() : "{}".getBytes(StandardCharsets.UTF_8);
        try (PreparedStatement epoch =
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

    @Test
    void findsARecordByEachThingThatItSays() {
        ObjectLabel view = TestTrail.view();
        UUID project = UUID.randomUUID();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Details details = new Details(
                "view.show",
                new Actor("system:redaction", "system"),
                "a purpose of its own",
                "consent",
                List.of(view, ObjectLabel.of("project", project)),
                List.of(TestTrail.person("bob")),
                Map.of(),
                Map.of());
        Receipt intent = t.trail.append(t.log, CATALOGUE.event(details));
        Receipt outcome = t.trail.append(
                t.log,
                CATALOGUE.outcome(
                        new Details(
                                "view.sent",
                                details.actor(),
                                "a purpose of its own",
                                "consent",
                                List.of(),
                                List.of(),
                                Map.of(),
                                Map.of()),
                        intent.record()));
        for (int i = 0; i < 5; i++) {
            t.show(TestTrail.view(), TestTrail.person("eve"));
        }
        fill(index);

        UUID shown = intent.record();
        UUID sent = outcome.record();
        assertThat(all()).hasSize(7);
        assertThat(found(filter(List.of("system:redaction"), null, null, null, null, null, null, null, null)))
                .containsExactly(sent, shown);
        assertThat(found(filter(List.of(), null, null, null, null, null, null, null, null)))
                .isEmpty();
        assertThat(found(filter(null, TestTrail.person("bob").label(), null, null, null, null, null, null, null)))
                .containsExactly(shown);
        assertThat(found(filter(null, null, view, null, null, null, null, null, null)))
                .containsExactly(shown);
        // An outcome names no project: it has its intent's.
        assertThat(found(filter(null, null, null, project, null, null, null, null, null)))
                .containsExactly(sent, shown);
        assertThat(found(filter(null, null, null, null, "a purpose of its own", null, null, null, null)))
                .containsExactly(sent, shown);
        assertThat(found(filter(null, null, null, null, null, "view.sent", null, null, null)))
                .containsExactly(sent);
        assertThat(found(filter(null, null, null, null, null, null, "sent", null, null)))
                .containsExactly(sent);
        assertThat(search.outcomes(t.log, List.of(shown, sent))).containsOnlyKeys(shown);
        // From its start, and without its end.
        assertThat(found(filter(null, null, null, null, null, null, null, intent.at(), outcome.at())))
                .containsExactly(shown);
        assertThat(found(filter(null, null, null, null, null, null, null, before, intent.at())))
                .isEmpty();
    }

    @Test
    void givesTheSameRowsAfterItWasDropped() throws SQLException {
        for (int i = 0; i < 20; i++) {
            t.sent(t.show(TestTrail.view(), TestTrail.person("p" + i)));
        }
        fill(index);
        List<String> before = rows();
        assertThat(before).hasSize(41);
        SearchIndex other = new SearchIndex(t.database.trail(), leaf -> Optional.of(NAME));
        fill(other);

        index.drop();

        assertThat(rows()).isEmpty();
        assertThat(index.missing(t.log)).isEqualTo(40);
        // Whoever has looked before looks again from the first record on.
        assertThat(other.missing(t.log)).isEqualTo(40);
        fill(other);
        assertThat(rows()).isEqualTo(before);
        assertThat(index.missing(t.log)).isZero();
    }

    @Test
    void saysHowManyRecordsAreNotSearchableYet() {
        for (int i = 0; i < 3; i++) {
            t.show(TestTrail.view());
        }
        assertThat(index.missing(t.log)).isEqualTo(3);
        assertThat(all()).isEmpty();
        fill(index);
        assertThat(index.missing(t.log)).isZero();
        t.show(TestTrail.view());
        assertThat(index.missing(t.log)).isEqualTo(1);
        assertThat(index.missing(t.logs.origin(UUID.randomUUID()))).isZero();
    }

    @Test
    void missesNoRecordThatIsCommittedAfterLaterOnes() throws SQLException {
        try (Connection slow = t.database.trail().getConnection()) {
            slow.setAutoCommit(false);
            UUID late = insert(slow, UUID.randomUUID(), true);
            UUID early = t.show(TestTrail.view()).record();
            fill(index);
            fill(index);
            assertThat(all()).containsExactly(early);

            slow.commit();

            assertThat(index.missing(t.log)).isEqualTo(1);
            fill(index);
            assertThat(all()).containsExactlyInAnyOrder(early, late);
        }
    }

    @Test
    void countsARecordThatCannotBeReadAndGoesOnWithTheOthers() throws SQLException {
        try (Connection connection = t.database.trail().getConnection()) {
            insert(connection, UUID.randomUUID(), false);
        }
        UUID sound = t.show(TestTrail.view()).record();
        fill(index);
        fill(index);
        assertThat(all()).containsExactly(sound);
        assertThat(index.missing(t.log)).isEqualTo(1);
        UUID next = t.show(TestTrail.view()).record();
        fill(index);
        assertThat(all()).containsExactly(next, sound);
    }

    @Test
    void pagesWithoutDoublesOrHolesWhileRecordsAreWritten() {
        List<UUID> written = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            written.add(t.show(TestTrail.view()).record());
        }
        fill(index);
        SearchFilter filter = SearchFilter.all(t.log);
        Place top = search.newest(filter).orElseThrow();
        List<UUID> read = new ArrayList<>();
        List<Stored> page = search.from(filter, top, 7);
        while (!page.isEmpty()) {
            page.forEach(stored -> read.add(stored.id()));
            t.show(TestTrail.view());
            fill(index);
            assertThat(search.count(filter, top, 10_000)).isEqualTo(new RecordSearch.Count(50, false));
            Stored last = page.getLast();
            Instant time = Leaf.read(last.leaf()).time();
            page = search.behind(filter, Place.parse(new Place(time, last.position()).toString()), 7);
        }
        assertThat(read).isEqualTo(written.reversed());
        assertThat(search.count(filter, top, 49)).isEqualTo(new RecordSearch.Count(49, true));
        assertThat(search.count(filter, top, 50)).isEqualTo(new RecordSearch.Count(50, false));
    }

    @Test
    void forgetsWhoAPersonWasAndNotWhatWasDone() {
        Receipt shown = t.show(TestTrail.view(), TestTrail.person("bob"));
        String label =
                TestTrail.details("view.show", List.of(), List.of()).actor().label();
        new TrailRecords(t.database.trail()).rememberActor(t.log, label, UUID.randomUUID());
        fill(index);
        assertThat(search.actors(t.log, NAME)).containsExactly(label);

        index.forget(t.log, label, TestTrail.person("bob").label());

        assertThat(search.actors(t.log, NAME)).isEmpty();
        assertThat(new TrailRecords(t.database.trail()).actor(t.log, label)).isEmpty();
        assertThat(found(filter(null, TestTrail.person("bob").label(), null, null, null, null, null, null, null)))
                .isEmpty();
        assertThat(found(filter(List.of(label), null, null, null, null, null, null, null, null)))
                .containsExactly(shown.record());
    }
}
