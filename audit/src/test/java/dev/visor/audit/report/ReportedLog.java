package dev.visor.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestTrail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Person;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A log with what it holds about two persons, counted once, and the report about one of them. */
final class ReportedLog implements AutoCloseable {

    static final Person ADA = TestTrail.person("ada");
    static final Person BO = TestTrail.person("bo");

    final Path home;
    final TestTrail trail;
    final SubjectReport report;
    private final CountRows rows;

    ReportedLog(Path home) throws IOException {
        this.home = home;
        trail = new TestTrail(home);
        rows = new CountRows(trail.database.trail(), trail.database.trail());
        for (int i = 0; i < 150; i++) {
            Receipt shown = i % 3 == 0 ? trail.show(TestTrail.view(), ADA) : trail.show(TestTrail.view(), BO);
            trail.sent(shown);
        }
        trail.sequencer.step();
        count(Map.of(ADA, 50L, BO, 100L));
        trail.sequencer.step();
        trail.show(TestTrail.view(), ADA, BO);
        trail.sequencer.step();
        report = report(ADA);
    }

    /** What the gateway does daily. */
    private void count(Map<Person, Long> counts) throws IOException {
        try (CountRows.Turn turn = rows.turn(trail.log)) {
            long covered =
                    trail.published().checkpoint().orElseThrow().checkpoint().size();
            List<CountMap.Entry> entries = new ArrayList<>();
            counts.forEach((person, count) -> entries.add(new CountMap.Entry(
                    person.key().place(covered), CountMap.commit(person.key().salt(covered), count))));
            CountMap map = CountMap.of(entries, new SecureRandom());
            trail.published().writeCounts(covered, map.toBytes());
            Details shown = TestTrail.details(CountedLeaf.ACTION, List.of(), List.of());
            Details details = new Details(
                    shown.action(),
                    shown.actor(),
                    shown.purpose(),
                    shown.basis(),
                    List.of(),
                    List.of(),
                    Map.of(
                            CountedLeaf.COVERED, Long.toString(covered),
                            CountedLeaf.ENTRIES, Integer.toString(map.size()),
                            CountedLeaf.ROOT, map.root().toUrl()),
                    shown.sealed());
            turn.remember(
                    covered,
                    trail.trail
                            .append(trail.log, Catalogue.load().event(details))
                            .record());
        }
    }

    SubjectReport report(Person person) throws IOException {
        ReportWriter writer = ReportWriter.open(trail.published()).orElseThrow();
        List<ReportWriter.Source> sources = new ArrayList<>();
        for (Stored stored : new TrailRecords(trail.database.trail()).about(trail.log, person.label(), 0, 1000)) {
            sources.add(new ReportWriter.Source(
                    stored.k(), Objects.requireNonNull(stored.index()), stored.leaf(), Map.of("kind", "shown")));
        }
        return writer.write(
                "P-1",
                Instant.now(),
                person.key(),
                sources,
                rows.newest(trail.log, writer.size()).orElse(null),
                null,
                0);
    }

    Report check(SubjectReport report, boolean withLog) throws IOException {
        SubjectReport read = ReportJson.read(ReportJson.write(report));
        return new ReportVerifier(read, trail.published().keys(), withLog ? trail.published() : null).verify();
    }

    void assertRefused(SubjectReport forged, boolean withLog, String why) throws IOException {
        assertThat(check(forged, withLog).findings().stream().filter(Finding::fault))
                .extracting(Finding::sentence)
                .anySatisfy(sentence -> assertThat(sentence).contains(why));
    }

    SubjectReport with(List<ProvedRecord> records, @Nullable ProvedCount counted) {
        return new SubjectReport(
                report.subject(),
                report.made(),
                report.key(),
                report.checkpoint(),
                report.keys(),
                records,
                counted,
                null);
    }

    List<ProvedRecord> change(int at, UnaryOperator<ProvedRecord> change) {
        List<ProvedRecord> records = new ArrayList<>(report.records());
        records.set(at, change.apply(records.get(at)));
        return records;
    }

    static Leaf leaf(String text) {
        return Leaf.read(text);
    }

    static String text(Leaf leaf) {
        return new String(leaf.toBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        trail.close();
    }
}
