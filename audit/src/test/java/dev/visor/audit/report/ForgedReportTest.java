package dev.visor.audit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Finding.Aspect;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can write into a report about a person, and what catches it. */
class ForgedReportTest {

    @TempDir
    static Path home;

    private static ReportedLog log;
    private static SubjectReport report;

    @BeforeAll
    static void aLogWithTwoPersons() throws IOException {
        log = new ReportedLog(home);
        report = log.report;
    }

    @AfterAll
    static void close() {
        log.close();
    }

    private ProvedCount counted(long count, CountMap.Member member) {
        ProvedCount counted = Objects.requireNonNull(report.counted());
        return new ProvedCount(counted.leaf(), counted.inclusion(), member, count);
    }

    @Test
    void aCountThatFitsWhatIsLeft() throws IOException {
        CountMap.Member member = Objects.requireNonNull(report.counted()).member();
        List<ProvedRecord> fewer = report.records().subList(0, 49);
        log.assertRefused(log.with(fewer, counted(49, member)), false, "commits to another count");

        CountMap.Entry lie = new CountMap.Entry(
                member.entry().place(),
                CountMap.commit(
                        report.key()
                                .salt(CountedLeaf.of(ReportedLog.leaf(
                                                report.counted().leaf()))
                                        .covered()),
                        49));
        log.assertRefused(
                log.with(fewer, counted(49, new CountMap.Member(lie, member.inclusion()))),
                false,
                "does not stand in the map");
    }

    @Test
    void anotherPersonsCount() throws IOException {
        ProvedCount others = Objects.requireNonNull(log.report(ReportedLog.BO).counted());
        log.assertRefused(log.with(report.records(), others), false, "another person's");
    }

    @Test
    void aRecordOfAnotherPerson() throws IOException {
        ProvedRecord other = log.report(ReportedLog.BO).records().getFirst();
        log.assertRefused(
                log.with(
                        log.change(0, r -> new ProvedRecord(1, other.leaf(), other.inclusion(), r.plain())),
                        report.counted()),
                true,
                "record 1 is not the one of this number");
    }

    @Test
    void aRecordThatWasChanged() throws IOException {
        log.assertRefused(
                log.with(
                        log.change(
                                3,
                                r -> new ProvedRecord(
                                        r.number(),
                                        r.leaf().replace("annotator", "archivist"),
                                        r.inclusion(),
                                        r.plain())),
                        report.counted()),
                false,
                "record 4 does not stand in the log");
    }

    @Test
    void aPathWithSomethingLeftOver() throws IOException {
        log.assertRefused(
                log.with(
                        log.change(3, r -> {
                            List<Hash> path = new ArrayList<>(r.inclusion().path());
                            path.add(Hash.ZERO);
                            return new ProvedRecord(
                                    r.number(),
                                    r.leaf(),
                                    new InclusionProof(
                                            r.inclusion().index(), r.inclusion().size(), path),
                                    r.plain());
                        }),
                        report.counted()),
                false,
                "record 4 does not stand in the log");
    }

    @Test
    void theOrder() throws IOException {
        List<ProvedRecord> records = new ArrayList<>(report.records());
        Collections.swap(records, 4, 5);
        log.assertRefused(log.with(records, report.counted()), false, "record 5 of this person is missing");
    }

    @Test
    void theKeys() throws IOException {
        LogKeys others = LogKeys.generate(log.trail.log, new SecureRandom());
        SubjectReport resigned = new SubjectReport(
                report.subject(),
                report.made(),
                report.key(),
                others.sign(report.checkpoint().checkpoint(), Instant.now()),
                others.verifiers(),
                report.records(),
                report.counted(),
                null);
        log.assertRefused(resigned, false, "signature");
        assertThat(new ReportVerifier(resigned, null, null).verify().checked())
                .extractingByKey(Aspect.INTEGRITY)
                .asString()
                .contains("keys from the report itself");
    }

    /** What whoever holds the log's keys can do: write records that were never appended, and sign them. */
    private SubjectReport signedAnew(List<Leaf> leaves) throws IOException {
        List<Hash> hashes =
                leaves.stream().map(leaf -> Hash.leaf(leaf.toBytes())).toList();
        Frontier tree = new Frontier();
        hashes.forEach(tree::add);
        TileTree paths = new TileTree(tile -> hashes, leaves.size());
        List<ProvedRecord> records = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            for (long k = 1; k <= leaves.size(); k++) {
                if (leaves.get(i).tags().contains(ReportedLog.ADA.tag(k))) {
                    records.add(new ProvedRecord(
                            k, ReportedLog.text(leaves.get(i)), paths.inclusion(i), Map.of("kind", "shown")));
                }
            }
        }
        records.sort(Comparator.comparingLong(ProvedRecord::number));
        return new SubjectReport(
                "P-1",
                report.made(),
                ReportedLog.ADA.key(),
                log.trail
                        .keys
                        .keys(log.trail.log)
                        .sign(new Checkpoint(log.trail.log, tree.size(), tree.root()), Instant.now()),
                report.keys(),
                records,
                null,
                null);
    }

    private Leaf forged(String origin, long tag) {
        Leaf one = ReportedLog.leaf(report.records().getFirst().leaf());
        return new Leaf(
                UUID.randomUUID(),
                origin,
                one.time(),
                one.shape(),
                one.action(),
                one.actor(),
                one.purpose(),
                one.basis(),
                one.objects(),
                List.of(ReportedLog.ADA.tag(tag)),
                one.facts(),
                one.sealed(),
                one.intent(),
                one.result(),
                one.link(),
                one.salt());
    }

    @Test
    void aLogThatNumbersItsRecordsBackwards() throws IOException {
        log.assertRefused(
                signedAnew(List.of(forged(log.trail.log, 2), forged(log.trail.log, 1))),
                false,
                "stands in the log before the record that it follows");
    }

    @Test
    void aRecordOfAnotherLog() throws IOException {
        log.assertRefused(
                signedAnew(List.of(forged("visor/aaaaaaaaaaaaaaaa", 1))), false, "was written for another log");
    }

    @Test
    void theEntriesThatAreLookedThrough() throws IOException {
        Path copied = copy("other-entries");
        Path bundle = new LogFolder(copied).file(new Tile(Tile.ENTRIES, 0, Tile.WIDTH));
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[100] ^= 1;
        Files.write(bundle, bytes);
        LogFolder altered = new LogFolder(copied);
        assertThat(new ReportVerifier(report, report.keys(), altered).verify().passed())
                .isFalse();

        // Another record in the place of one that hides: well-formed, and not what was logged.
        byte[] original = Files.readAllBytes(log.trail.published().file(new Tile(Tile.ENTRIES, 0, Tile.WIDTH)));
        String text = new String(original, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("training of a landmark model");
        original[at] = 'T';
        Files.write(bundle, original);
        assertThat(new ReportVerifier(report, report.keys(), altered).verify().findings())
                .filteredOn(Finding::fault)
                .extracting(Finding::sentence)
                .containsExactly("The log's entries are not those under the report's checkpoint");
    }

    private Path copy(String name) throws IOException {
        Path copied = home.resolve(name);
        Path published = log.trail.published().path();
        try (var files = Files.walk(published)) {
            for (Path file : files.toList()) {
                Path target = copied.resolve(published.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copied;
    }

    @Test
    void aMapThatIsNotTheOneCommittedTo() throws IOException {
        Path copied = copy("other-map");
        long covered = CountedLeaf.of(ReportedLog.leaf(
                        Objects.requireNonNull(report.counted()).leaf()))
                .covered();
        Path map = copied.resolve("counts/" + covered);
        byte[] bytes = Files.readAllBytes(map);
        bytes[bytes.length - 1] ^= 1;
        Files.write(map, bytes);
        assertThat(new TrailVerifier(copied, null, null).verify().findings())
                .filteredOn(Finding::fault)
                .extracting(Finding::sentence)
                .singleElement()
                .asString()
                .contains("is not the one committed to");
        Files.delete(map);
        assertThat(new TrailVerifier(copied, null, null).verify().findings())
                .filteredOn(Finding::fault)
                .extracting(Finding::sentence)
                .singleElement()
                .asString()
                .contains("is missing");
    }

    @Test
    void aFileThatIsNoReport() {
        for (Object file : List.of(Map.of("v", 1), Map.of("v", 2, "kind", "visor-subject-report"), List.of())) {
            assertThatExceptionOfType(NoteException.class).isThrownBy(() -> ReportJson.read(CanonicalJson.write(file)));
        }
    }
}
