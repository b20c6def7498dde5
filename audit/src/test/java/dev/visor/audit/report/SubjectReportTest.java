package dev.visor.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Finding.Aspect;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can leave out of a report about a person, and what catches it. */
class SubjectReportTest {

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

    @Test
    void listsAndProvesEverything() throws IOException {
        assertThat(report.records()).hasSize(51);
        for (boolean withLog : new boolean[] {false, true}) {
            Report result = log.check(report, withLog);
            assertThat(result.findings()).noneMatch(Finding::fault);
            assertThat(result.passed(Aspect.COMPLETENESS)).isTrue();
        }
        assertThat(log.check(log.report(ReportedLog.BO), true).passed()).isTrue();
        assertThat(log.check(report, false).findings())
                .extracting(Finding::sentence)
                .singleElement()
                .asString()
                .contains("1 records stand behind it");
        assertThat(new TrailVerifier(log.trail.published().path(), null, null)
                        .verify()
                        .findings())
                .noneMatch(Finding::fault);
    }

    @Test
    void isTheSameBytesAgain() {
        byte[] bytes = ReportJson.write(report);
        assertThat(ReportJson.write(ReportJson.read(bytes))).isEqualTo(bytes);
    }

    @Nested
    class WhatIsMissing {

        @Test
        void theLastRecordBeforeTheMap() throws IOException {
            List<ProvedRecord> records = new ArrayList<>(report.records().subList(0, 49));
            log.assertRefused(log.with(records, report.counted()), false, "committed to 50 records");
            log.assertRefused(log.with(records, null), true, "is about this person, and the report lacks it");
        }

        @Test
        void theLastRecordBehindTheMapShowsInTheEntriesOnly() throws IOException {
            SubjectReport cut = log.with(report.records().subList(0, 50), report.counted());
            assertThat(log.check(cut, false).passed()).isTrue();
            log.assertRefused(cut, true, "is about this person, and the report lacks it");
        }

        @Test
        void aRecordInTheMiddle() throws IOException {
            List<ProvedRecord> records = new ArrayList<>(report.records());
            records.remove(20);
            log.assertRefused(log.with(records, report.counted()), false, "record 21 of this person is missing");

            // The numbers moved up to hide the hole: the tags do not follow.
            for (int i = 20; i < records.size(); i++) {
                ProvedRecord r = records.get(i);
                records.set(i, new ProvedRecord(r.number() - 1, r.leaf(), r.inclusion(), r.plain()));
            }
            log.assertRefused(log.with(records, report.counted()), false, "is not the one of this number");
        }

        @Test
        void theCountItself() throws IOException {
            log.assertRefused(log.with(report.records(), null), false, "Nothing here shows that no record is missing");
        }

        @Test
        void everything() throws IOException {
            log.assertRefused(log.with(List.of(), null), true, "is about this person, and the report lacks it");
        }
    }
}
