package dev.visor.audit.retention;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestDatabase;
import dev.visor.audit.TestTrail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.record.AuditEvent;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import dev.visor.audit.report.ReportVerifier;
import dev.visor.audit.report.ReportWriter;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A log that was written over three years: 600 records in 2023, 300 in 2024, 101 in 2025, of which some are about two persons. */
final class AgedLog implements AutoCloseable, Retention.Recorder {

    static final Person ADA = TestTrail.person("ada");

    /** About whom there is nothing after 2023. */
    static final Person BO = TestTrail.person("bo");

    final MovedClock clock = new MovedClock();
    final TestDatabase database = new TestDatabase();
    final TestTrail trail;
    final RetentionRows rows = new RetentionRows(database.trail(), database.trail());
    final CountRows counts = new CountRows(database.trail(), database.trail());
    final Retention retention;

    /** Whether a record is published at once. */
    boolean publishes = true;

    /** The heads at the end of each year, and the newest. */
    final List<SignedCheckpoint> heads = new ArrayList<>();

    /** A clock that stands where it is put, and that the database's rows are told to go by. */
    final class MovedClock extends Clock {

        private Instant now = Instant.EPOCH;

        void put(String instant) {
            now = Instant.parse(instant);
            database.attack("alter table trail_record alter column appended_at set default timestamptz '" + now + "'");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    AgedLog(Path home) throws IOException {
        clock.put("2023-06-01T08:00:00Z");
        trail = new TestTrail(home, database, clock);
        retention = new Retention(rows, trail.log, trail.published(), clock, Duration.ZERO, this);
        write(300, ADA, BO);
        clock.put("2024-03-01T08:00:00Z");
        write(150, ADA);
        clock.put("2025-02-01T08:00:00Z");
        write(50, ADA);
        // One act is begun in one year and ends in another.
        Receipt begun = trail.show(TestTrail.view(), ADA);
        clock.put("2026-02-01T08:00:00Z");
        trail.sent(begun);
        publish();
    }

    private void write(int views, Person... persons) throws IOException {
        // Together, so that they share commits.
        IntStream.range(0, views)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> trail.sent(
                                i % 3 == 0 ? trail.show(TestTrail.view(), persons) : trail.show(TestTrail.view())),
                        Thread::startVirtualThread))
                .toList()
                .forEach(CompletableFuture::join);
        publish();
    }

    void publish() throws IOException {
        trail.sequencer.step();
        heads.add(trail.published().checkpoint().orElseThrow());
    }

    /** Ends the years that are over, and publishes that. */
    int endYears() throws IOException {
        int ended = retention.endYears();
        publish();
        return ended;
    }

    /** Removes what may be. */
    long remove(int years) throws IOException {
        long gone = retention.removeExpired(years);
        publish();
        return gone;
    }

    Report verify() throws IOException {
        return verify(trail.published().path(), null);
    }

    Report verify(Path folder, @Nullable SignedCheckpoint old) throws IOException {
        return new TrailVerifier(folder, trail.keys.keys(trail.log).verifiers(), old).verify();
    }

    static List<String> sentences(Report report, boolean faults) {
        return report.findings().stream()
                .filter(finding -> finding.fault() == faults)
                .map(Finding::sentence)
                .toList();
    }

    boolean hasEntries(int bundle) {
        return Files.exists(trail.published().path().resolve("tile/entries/00" + bundle));
    }

    AuditEvent event(String action, Map<String, String> facts) {
        Details shown = TestTrail.details(action, List.of(), List.of());
        return Catalogue.load()
                .event(new Details(
                        action,
                        shown.actor(),
                        shown.purpose(),
                        shown.basis(),
                        List.of(),
                        List.of(),
                        facts,
                        shown.sealed()));
    }

    @Override
    public Receipt record(String action, Map<String, String> facts) {
        Receipt record = trail.trail.append(trail.log, event(action, facts));
        if (publishes) {
            trail.sequencer.step();
        }
        return record;
    }

    @Override
    public Receipt outcome(String action, Receipt intent) {
        Details details = TestTrail.details(action, List.of(), List.of());
        return trail.trail.append(trail.log, Catalogue.load().outcome(details, intent.record()));
    }

    @Override
    public Optional<CountMap> counts(long covered) throws IOException {
        List<CountMap.Entry> entries = new ArrayList<>();
        Map<Hash, Long> among = counts.among(trail.log, covered);
        for (Person person : List.of(ADA, BO)) {
            entries.add(new CountMap.Entry(
                    person.key().place(covered),
                    CountMap.commit(person.key().salt(covered), among.getOrDefault(person.label(), 0L))));
        }
        CountMap map = CountMap.of(entries, new SecureRandom());
        trail.published().writeCounts(covered, map.toBytes());
        return Optional.of(map);
    }

    SubjectReport report(Person person) throws IOException {
        ReportWriter writer = ReportWriter.open(trail.published()).orElseThrow();
        List<ReportWriter.Source> sources = new ArrayList<>();
        for (Stored stored : new TrailRecords(database.trail()).about(trail.log, person.label(), 0, 5000)) {
            sources.add(new ReportWriter.Source(
                    stored.k(), Objects.requireNonNull(stored.index()), stored.leaf(), Map.of()));
        }
        return writer.write(
                "P-1",
                Instant.now(),
                person.key(),
                sources,
                counts.newest(trail.log, writer.size()).orElse(null),
                rows.shown(trail.log, writer.size()).orElse(null),
                rows.before(trail.log, person.label()));
    }

    Report check(SubjectReport report) throws IOException {
        SubjectReport read = dev.visor.audit.report.ReportJson.read(dev.visor.audit.report.ReportJson.write(report));
        return new ReportVerifier(read, trail.published().keys(), trail.published()).verify();
    }

    @Override
    public void close() {
        trail.close();
    }
}
