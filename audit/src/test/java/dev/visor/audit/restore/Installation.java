package dev.visor.audit.restore;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestDatabase;
import dev.visor.audit.TestTrail;
import dev.visor.audit.Trail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.TrailSettings;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.AuditEvent;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import dev.visor.audit.report.ReportVerifier;
import dev.visor.audit.report.ReportWriter;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.restore.LivingPersons.Living;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One replica with its log, whose database can be copied and put back while its published files and its keys go on. */
final class Installation implements AutoCloseable {

    static final Person ADA = TestTrail.person("ada");
    static final Person BO = TestTrail.person("bo");

    /** Who has no keys any more. */
    static final Person CY = TestTrail.person("cy");

    private static final Catalogue CATALOGUE = Catalogue.load();

    final Path home;
    final KeyFolder keys;
    final UUID replica = UUID.randomUUID();
    final UUID annOwner = UUID.randomUUID();
    private final UUID tenant = UUID.randomUUID();
    TestDatabase database;
    Logs logs;
    String log;
    int batch = 4096;
    private @Nullable Trail trail;
    private @Nullable Sequencer sequencer;

    Installation(Path home) {
        this.home = home;
        this.keys = new KeyFolder(home.resolve("log-keys"));
        this.database = new TestDatabase();
        this.logs = new Logs(database.trail());
        this.log = logs.origin(tenant);
        open();
    }

    SequencerSettings settings() {
        return settings(keys);
    }

    SequencerSettings settings(KeyFolder keys) {
        return new SequencerSettings(home.resolve("trail"), keys, Clock.systemUTC(), batch);
    }

    void open() {
        trail = Trail.open(
                database.trail(), logs, CATALOGUE, TrailSettings.of(replica, Clock.systemUTC()), restored()::require);
        sequencer = new Sequencer(database.trail(), logs, settings());
    }

    void shut() {
        if (sequencer != null) {
            sequencer.close();
            sequencer = null;
        }
        if (trail != null) {
            trail.close();
            trail = null;
        }
    }

    RestoredDatabase restored() {
        return new RestoredDatabase(database.trail(), logs, settings());
    }

    Rejoin rejoin() {
        return rejoin(database.trail());
    }

    Rejoin rejoin(DataSource source) {
        return new Rejoin(source, logs, settings(), of -> List.of(living(ADA), living(BO)), Duration.ZERO);
    }

    private Living living(Person person) {
        return new Living(
                person.equals(ADA) ? annOwner : UUID.randomUUID(),
                person.label(),
                person.key(),
                person.equals(ADA)
                        ? TestTrail.details("view.show", List.of(), List.of())
                                .actor()
                                .label()
                        : "person:" + person.label().toUrl());
    }

    /** A copy of the database as it is now; the installation goes on. */
    TestDatabase backup() {
        shut();
        TestDatabase copy = database.copy();
        open();
        return copy;
    }

    /** Puts a copy of a backup in the database's place. Nothing is opened. */
    void restore(TestDatabase backup) {
        shut();
        database = backup.copy();
        logs = new Logs(database.trail());
        log = logs.origin(tenant);
    }

    Trail trail() {
        return Objects.requireNonNull(trail);
    }

    Sequencer sequencer() {
        return Objects.requireNonNull(sequencer);
    }

    Receipt show(Person... persons) {
        return trail().append(log, TestTrail.shown(TestTrail.view(), persons));
    }

    void show(int records, Person... persons) {
        for (int i = 0; i < records; i++) {
            show(persons);
        }
    }

    int publish() {
        return sequencer().step();
    }

    Receipt append(String action, Map<String, String> facts) {
        return trail().append(log, event(action, facts));
    }

    static AuditEvent event(String action, Map<String, String> facts) {
        return CATALOGUE.event(new Details(
                action,
                new Actor("system:test", "system"),
                "accountability",
                "gdpr-6-1-c",
                List.of(),
                List.of(),
                facts,
                Map.of()));
    }

    LogFolder published() {
        return settings().log(log);
    }

    SignedCheckpoint head() throws IOException {
        return published().checkpoint().orElseThrow();
    }

    /** What the verifier holds against the published log, as the continuation of an older head. */
    List<String> faults(@Nullable SignedCheckpoint old) throws IOException {
        return new TrailVerifier(published().path(), keys.keys(log).verifiers(), old)
                .verify().findings().stream()
                        .filter(Finding::fault)
                        .map(Finding::sentence)
                        .toList();
    }

    /** The report about a person from what the database finds, checked against every entry of the log. */
    SubjectReport report(Person person) throws IOException {
        CountRows counts = new CountRows(database.trail(), database.trail());
        ReportWriter writer = ReportWriter.open(published()).orElseThrow();
        List<ReportWriter.Source> sources = new ArrayList<>();
        for (Stored stored : new TrailRecords(database.trail()).about(log, person.label(), 0, 5000)) {
            sources.add(new ReportWriter.Source(
                    stored.k(), Objects.requireNonNull(stored.index()), stored.leaf(), Map.of()));
        }
        return writer.write(
                "P-1",
                Instant.now(),
                person.key(),
                sources,
                counts.newest(log, writer.size()).orElse(null),
                null,
                0);
    }

    List<String> faults(SubjectReport report) throws IOException {
        return new ReportVerifier(report, published().keys(), published())
                .verify().findings().stream()
                        .filter(Finding::fault)
                        .map(Finding::sentence)
                        .toList();
    }

    long number(String sql) {
        try (Connection connection = database.attacker().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that a rejoin could have written, in one text. */
    String state() {
        StringBuilder state = new StringBuilder();
        for (String table : List.of(
                "trail_epoch",
                "trail_record",
                "trail_index",
                "trail_head",
                "trail_about",
                "trail_actor",
                "trail_hold")) {
            state.append(table).append(number("select count(*) from " + table)).append(' ');
        }
        return state.append(number("select coalesce(sum(count), 0) from trail_counter"))
                .toString();
    }

    /** Copies a folder over another. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Removes a folder. */
    static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Replaces bytes in a published file by as many others. */
    void alter(String file, String what, String by) throws IOException {
        Path path = published().path().resolve(file);
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        String altered = text.replaceFirst(what, by);
        if (altered.equals(text) || altered.length() != text.length()) {
            throw new IllegalArgumentException("Nothing to alter in " + file);
        }
        Files.writeString(path, altered, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        shut();
    }
}
