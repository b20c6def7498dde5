package dev.visor.audit.report;

import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.retention.Removal;
import dev.visor.audit.retention.YearEnd;
import dev.visor.audit.verify.Entries;
import dev.visor.audit.verify.Finding.Aspect;
import dev.visor.audit.verify.Findings;
import dev.visor.audit.verify.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a report about a person offline: that each record stands in the log, is about the person, and that none is missing.
 *
 * <p>That none is missing is shown by the count to which the log committed, as far as that map reaches, and by the log's own
 * entries, to the last leaf, for whoever may read them.
 */
public final class ReportVerifier {

    private final SubjectReport report;
    private final @Nullable VerifierKeys trusted;
    private final @Nullable LogFolder log;
    private final Findings findings = new Findings();
    private final Map<Aspect, String> checked = new EnumMap<>(Aspect.class);

    /**
     * Prepares to verify.
     *
     * @param trusted the log's keys from elsewhere; null takes those in the report, which proves less
     * @param log the log's folder with its entries; null where the reader has none
     */
    public ReportVerifier(SubjectReport report, @Nullable VerifierKeys trusted, @Nullable LogFolder log) {
        this.report = report;
        this.trusted = trusted;
        this.log = log;
    }

    /**
     * Checks everything.
     *
     * @throws IOException if the log's files cannot be read, which says nothing about the report
     */
    public Report verify() throws IOException {
        try {
            VerifierKeys keys = trusted != null ? trusted : report.keys();
            report.checkpoint().verify(keys);
            @Nullable Instant last = records();
            checked.put(
                    Aspect.INTEGRITY,
                    report.records().size() + " records under a checkpoint of "
                            + report.checkpoint().checkpoint().size() + " leaves, signed"
                            + (trusted == null ? " (keys from the report itself)" : ""));
            completeness();
            Instant signed = report.checkpoint().signedAt(keys);
            checked.put(
                    Aspect.TIMELINESS,
                    "last record " + (last == null ? "none" : last) + ", checkpoint signed "
                            + (signed == null ? "at no stated time" : signed));
        } catch (NoteException | NotCanonicalException | IllegalArgumentException e) {
            findings.fault(Aspect.INTEGRITY, String.valueOf(e.getMessage()));
        }
        return new Report(
                report.checkpoint().checkpoint().origin(),
                report.checkpoint().checkpoint().size(),
                findings.all(),
                checked);
    }

    /** The time of the last record. */
    private @Nullable Instant records() {
        Instant last = null;
        long before = -1;
        long number = removed();
        for (ProvedRecord record : report.records()) {
            number++;
            String name = "record " + number;
            if (record.number() != number) {
                findings.fault(
                        Aspect.COMPLETENESS, name + " of this person is missing: the next one is " + record.number());
                number = record.number();
            }
            Leaf leaf = proved(name, record.leaf(), record.inclusion());
            if (!leaf.tags().contains(report.key().tag(record.number()))) {
                findings.fault(Aspect.INTEGRITY, name + " is not the one of this number about this person");
            }
            if (record.inclusion().index() <= before) {
                findings.fault(Aspect.INTEGRITY, name + " stands in the log before the record that it follows");
            }
            before = record.inclusion().index();
            last = leaf.time();
        }
        return last;
    }

    private Leaf proved(String name, String text, InclusionProof inclusion) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Leaf leaf = Leaf.read(bytes);
        if (!inclusion.leadsTo(report.checkpoint().checkpoint().root(), Hash.leaf(bytes))) {
            findings.fault(Aspect.INTEGRITY, name + " does not stand in the log where the report says");
        }
        if (!leaf.log().equals(report.checkpoint().checkpoint().origin())) {
            findings.fault(Aspect.INTEGRITY, name + " was written for another log");
        }
        return leaf;
    }

    private void completeness() throws IOException {
        ProvedCount counted = report.counted();
        long covered = counted == null ? 0 : counted(counted);
        LogFolder entries = log;
        if (entries != null) {
            scan(entries);
            checked.put(
                    Aspect.COMPLETENESS,
                    "looked for this person's tags in every entry of the log, and for the next one: there is none");
        } else if (counted == null) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "Nothing here shows that no record is missing: the report has no count, and the log's entries (--log)"
                            + " were not given");
        } else {
            long later = report.records().stream()
                    .filter(record -> record.inclusion().index() >= covered)
                    .count();
            findings.remark(
                    Aspect.COMPLETENESS,
                    "The count reaches to leaf " + covered + "; " + later
                            + " records stand behind it, and that none is missing there only the log's entries show (--log)");
            checked.put(
                    Aspect.COMPLETENESS,
                    counted.count() + " records among the first " + covered
                            + " leaves, as many as the log committed to");
        }
    }

    /**
     * How many of the person's records are not in the report because they were removed from the log, by two records of it: one
     * that ends a year and commits to the number before, and one that removes what lies before.
     */
    private long removed() {
        RemovedRecords removed = report.removed();
        if (removed == null) {
            return 0;
        }
        ProvedCount counted = removed.counted();
        YearEnd end = YearEnd.of(proved("The record of the year's end", counted.leaf(), counted.inclusion()));
        CountedLeaf map = end.counts();
        if (map == null) {
            findings.fault(Aspect.INTEGRITY, "The log committed to no counts at the end of " + end.year());
            return 0;
        }
        committed(counted, map);
        Removal removal = Removal.of(proved("The record of the removal", removed.leaf(), removed.inclusion()));
        if (removal.minimum() != end.minimum()
                || removed.inclusion().index() < counted.inclusion().index()) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "The log did not remove the entries before leaf " + end.minimum() + ", and the report lacks them");
        }
        if (report.records().stream().anyMatch(record -> record.inclusion().index() < end.minimum())) {
            findings.fault(
                    Aspect.COMPLETENESS, "The report lists some of the records before leaf " + end.minimum() + " only");
        }
        findings.remark(
                Aspect.COMPLETENESS,
                counted.count() + " records about this person were removed with the entries of " + end.year()
                        + " and before, after " + removal.years() + " years");
        return counted.count();
    }

    /** How many leaves the map counts. */
    private long counted(ProvedCount counted) {
        Leaf leaf = proved("The record of the counts", counted.leaf(), counted.inclusion());
        CountedLeaf map = CountedLeaf.of(leaf);
        committed(counted, map);
        RemovedRecords removed = report.removed();
        long listed = (removed == null ? 0 : removed.counted().count())
                + report.records().stream()
                        .filter(record -> record.inclusion().index() < map.covered())
                        .count();
        if (listed != counted.count()) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "The log committed to " + counted.count() + " records about this person among its first "
                            + map.covered() + " leaves, and the report lists " + listed);
        }
        return map.covered();
    }

    /** That the map commits to this count of this person. */
    private void committed(ProvedCount counted, CountedLeaf map) {
        CountMap.Member member = counted.member();
        if (map.covered() > counted.inclusion().index()) {
            findings.fault(Aspect.INTEGRITY, "The map counts more leaves than stand before it");
        }
        if (member.inclusion().size() != map.entries()
                || !member.inclusion().leadsTo(map.root(), member.entry().hash())) {
            findings.fault(Aspect.INTEGRITY, "The person's entry does not stand in the map that the log committed to");
        }
        if (!member.entry().place().equals(report.key().place(map.covered()))) {
            findings.fault(Aspect.INTEGRITY, "The entry in the map is another person's");
        }
        if (!CountMap.commit(report.key().salt(map.covered()), counted.count())
                .equals(member.entry().commitment())) {
            findings.fault(Aspect.INTEGRITY, "The entry in the map commits to another count");
        }
    }

    /** Looks for each of the person's tags, and for the one behind the last, in all entries. */
    private void scan(LogFolder entries) throws IOException {
        Map<Hash, Long> listed = new HashMap<>();
        for (ProvedRecord record : report.records()) {
            listed.put(report.key().tag(record.number()), record.inclusion().index());
        }
        RemovedRecords removed = report.removed();
        long next = report.records().stream()
                        .mapToLong(ProvedRecord::number)
                        .max()
                        .orElse(removed == null ? 0 : removed.counted().count())
                + 1;
        Hash absent = report.key().tag(next);
        long size = report.checkpoint().checkpoint().size();
        Entries.Scanned scanned = Entries.scan(entries, size, (index, bytes, offset, length) -> {
            for (Hash tag : Leaf.read(bytes, offset, length).tags()) {
                Long place = listed.get(tag);
                if (tag.equals(absent) || (place != null && place != index)) {
                    findings.fault(
                            Aspect.COMPLETENESS, "leaf " + index + " is about this person, and the report lacks it");
                }
            }
        });
        if (!scanned.root().equals(report.checkpoint().checkpoint().root())) {
            findings.fault(Aspect.INTEGRITY, "The log's entries are not those under the report's checkpoint");
        }
    }
}
