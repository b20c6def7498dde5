package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.report.Accounting;
import dev.visor.audit.report.AccountingPdf;
import dev.visor.audit.report.ProvedRecord;
import dev.visor.audit.report.ReportJson;
import dev.visor.audit.report.ReportVerifier;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who saw my face: what the officer hands to the person, and what the person can check. */
class SubjectReportTests {

    private final Installation visor = Installation.shared();
    private final Scene scene = new Scene(visor);
    private final Person officer = scene.person("compliance-officer", "own");

    @TempDir
    Path folder;

    private Answer ask(Person who, String pseudonym, boolean fresh) {
        return visor.post(
                who, "/api/v1/subjects/reports", "{\"pseudonym\": \"" + pseudonym + "\", \"fresh\": " + fresh + "}");
    }

    private Map<String, byte[]> files(String pseudonym, boolean fresh) {
        return unpacked(ask(officer, pseudonym, fresh).ok().body());
    }

    private SubjectReport report(String pseudonym, boolean fresh) {
        return ReportJson.read(Objects.requireNonNull(files(pseudonym, fresh).get("report.json")));
    }

    private static Map<String, byte[]> unpacked(byte[] archive) {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return files;
    }

    private LogFolder log(SubjectReport report) {
        return visor.bean(SequencerSettings.class)
                .log(report.checkpoint().checkpoint().origin());
    }

    private TenantId tenant() {
        return new TenantId(new Database(visor.bean(DatabaseAccess.class)).tenant(scene.tenant("own")));
    }

    private static Leaf leaf(ProvedRecord record) {
        return Leaf.read(record.leaf());
    }

    @Test
    void isCompleteByProofAndTellsWhatWasSent() throws Exception {
        byte[] sent = scene.job
                .view(scene.annotator, scene.next(scene.annotator))
                .ok()
                .body();
        List<SubjectReport> reports = new ArrayList<>();
        List<ProvedRecord> fitting = new ArrayList<>();
        for (int face = 0; face < 3; face++) {
            SubjectReport report = report(scene.pseudonym(face), face == 0);
            reports.add(report);
            assertThat(report.counted()).isNotNull();
            LogFolder log = log(report);
            for (LogFolder entries : new LogFolder[] {null, log}) {
                assertThat(new ReportVerifier(report, log.keys(), entries)
                                .verify()
                                .findings())
                        .noneMatch(Finding::fault);
            }
            String hash = report.key()
                    .content(MessageDigest.getInstance("SHA-256").digest(sent))
                    .toUrl();
            report.records().stream()
                    .filter(record -> hash.equals(leaf(record).facts().get("hash")))
                    .forEach(fitting::add);
        }
        // The very bytes stand in one person's report, under that person's key, and in nobody else's.
        assertThat(fitting)
                .singleElement()
                .satisfies(record -> assertThat(leaf(record).action()).isEqualTo("view.sent"));
        assertThat(reports)
                .allSatisfy(report -> assertThat(report.records())
                        .extracting(record -> record.plain().get("kind"))
                        .contains("machine-only", "handled"));
        assertThat(reports)
                .anySatisfy(report -> assertThat(report.records()).anySatisfy(record -> {
                    assertThat(record.plain()).containsEntry("kind", "shown").containsEntry("ended", "sent");
                    assertThat(record.plain().get("actor")).isEqualTo("annotator own");
                }));
        assertThat(new TrailVerifier(log(reports.getFirst()).path(), null, null)
                        .verify()
                        .findings())
                .noneMatch(Finding::fault);
    }

    @Test
    void isCompleteOnlyWithTheEntriesWhereNothingWasCounted() throws IOException {
        SubjectReport report = report(scene.pseudonym(1), false);
        assertThat(report.counted()).isNull();
        assertThat(new ReportVerifier(report, null, null).verify().passed()).isFalse();
        assertThat(new ReportVerifier(report, null, log(report)).verify().passed())
                .isTrue();
    }

    @Test
    void isSignedAndCanBeRead() throws Exception {
        Map<String, byte[]> files = files(scene.pseudonym(0), true);
        assertThat(files)
                .containsOnlyKeys(
                        "accounting.json",
                        "accounting.pdf",
                        "log.vkey",
                        "report.json",
                        "report.pdf",
                        "report.pub",
                        "report.sig");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        List<String> command =
                List.of("openssl pkeyutl -verify -pubin -inkey report.pub -rawin -in report.json -sigfile report.sig"
                        .split(" "));
        Process openssl = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Verified Successfully");
        try (PDDocument pdf = Loader.loadPDF(files.get("report.pdf"))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains(SubjectReport.CLAIM)
                    .contains(SubjectReport.NOT_CLAIMED)
                    .contains(scene.pseudonym(0))
                    .contains("Seen by a program only")
                    .contains("profile face-oval");
        }
    }

    @Test
    void accountsForDisclosuresAndCanBeMadeAgainOffline() throws IOException {
        for (int i = 0; i < 2; i++) {
            visor.get(scene.person("client", "own"), "/api/v1/exports/" + scene.export + "/archive")
                    .ok();
        }
        String exported = whoIsIn("export.create");
        await().until(() -> report(exported, false).records().stream()
                        .filter(record -> leaf(record).action().equals("export.sent"))
                        .count()
                >= 2);
        Map<String, byte[]> files = files(exported, true);
        SubjectReport report = ReportJson.read(Objects.requireNonNull(files.get("report.json")));
        Accounting accounting = Accounting.of(report);

        assertThat(files.get("accounting.json")).isEqualTo(accounting.toJson());
        assertThat(files.get("accounting.pdf")).isEqualTo(AccountingPdf.write(accounting));
        assertThat(accounting.disclosures()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(2);
            assertThat(line.who()).isEqualTo("client own");
            assertThat(line.what()).startsWith("Landmarks of the face").doesNotContain("not known");
            assertThat(line.first().purpose()).isEqualTo(scene.job.purpose);
        });
        assertThat(accounting.uses())
                .extracting(line -> line.first().action())
                .contains("redaction.process", "export.create")
                .doesNotContain("export.download");
        try (PDDocument pdf = Loader.loadPDF(files.get("accounting.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("45 CFR 164.528(b)", exported, "client own", "2 in all")
                    .contains("not kept in the trail");
        }
    }

    /** Of the scene's three persons the one whom such a record is about. */
    private String whoIsIn(String action) {
        for (int face = 0; face < 3; face++) {
            if (report(scene.pseudonym(face), false).records().stream()
                    .anyMatch(record -> leaf(record).action().equals(action))) {
                return scene.pseudonym(face);
            }
        }
        throw new IllegalStateException("Nobody is in a record " + action);
    }

    /** What the fetching of a task's picture ahead means now. */
    private String fetched(String task) {
        return IntStream.range(0, 3)
                .mapToObj(face -> report(scene.pseudonym(face), false).records())
                .flatMap(List::stream)
                .filter(record -> leaf(record).facts().containsKey("ahead")
                        && leaf(record).objects().stream()
                                .anyMatch(object -> object.value().equals("task:" + task)))
                .map(record -> record.plain().getOrDefault("kind", ""))
                .reduce((first, last) -> last)
                .orElse("nothing");
    }

    private String fetchAhead(Person who) {
        String task = scene.next(who);
        String grant = scene.job.grant(who, task).ok().json().path("grant").asString();
        visor.get(
                        who,
                        "/api/v1/tasks/" + task + "/view?ahead=true",
                        "Visor-Purpose",
                        scene.job.purpose,
                        "Visor-Grant",
                        grant)
                .ok();
        await().until(() -> fetched(task).equals("prefetched"));
        return task;
    }

    @Test
    void tellsWhatWasFetchedAheadFromWhatWasShown() {
        String task = fetchAhead(scene.annotator);
        visor.post(scene.person("annotator", "other"), "/api/v1/tasks/" + task + "/shown", "")
                .refused(404, "not-found");
        assertThat(fetched(task)).isEqualTo("prefetched");

        assertThat(visor.post(
                                scene.annotator,
                                "/api/v1/tasks/" + task + "/shown",
                                "",
                                "Visor-Purpose",
                                scene.job.purpose)
                        .status())
                .isEqualTo(204);
        await().until(() -> fetched(task).equals("shown"));
    }

    /** A program that never says that it showed the picture. */
    @Test
    void takesAPictureForShownOnceItIsWorkedOn() {
        String task = fetchAhead(scene.senior);
        scene.draft(scene.senior, task).ok();
        await().until(() -> fetched(task).equals("shown"));
    }

    @Test
    void isItselfARecordAboutThePerson() {
        String record = ask(officer, scene.pseudonym(0), false)
                .ok()
                .headers()
                .firstValue("Visor-Receipt")
                .orElseThrow();
        KeyOwner person =
                visor.bean(Subjects.class).find(tenant(), scene.pseudonym(0)).orElseThrow();
        assertThat(visor.bean(TrailReading.class).about(tenant(), person, 0, TrailReading.PAGE))
                .anySatisfy(found -> {
                    assertThat(found.id()).hasToString(record);
                    assertThat(found.action()).isEqualTo("subject.report");
                })
                .anySatisfy(found -> {
                    assertThat(found.intent()).hasToString(record);
                    assertThat(found.outcome()).isEqualTo("sent");
                    assertThat(found.facts().get("bytes")).matches("[1-9][0-9]+");
                });
    }

    @Test
    void isRefusedWithAReason() {
        ask(officer.withoutSecondFactor(), scene.pseudonym(0), true).refused(401, "step-up-required");
        ask(officer, "nobody-of-that-name", true).refused(400, "unknown-subject");
        ask(officer, "", true).refused(400, "bad-request");
        ask(scene.person("compliance-officer", "other"), scene.pseudonym(0), true)
                .refused(400, "unknown-subject");
        Person ofTheOperator = new Person(
                java.util.UUID.randomUUID(), "ola", java.util.Set.of("compliance-officer"), null, List.of(), 2, null);
        ask(ofTheOperator, scene.pseudonym(0), true).refused(400, "no-subjects");
    }

    @Test
    void aboutSomebodyErasedIsRefusedAndThatIsRecorded() {
        KeyOwner person =
                visor.bean(Subjects.class).find(tenant(), scene.pseudonym(2)).orElseThrow();
        visor.bean(Vault.class).destroy(tenant(), List.of(person));
        ask(officer, scene.pseudonym(2), true).refused(409, "subject-erased");
        assertThat(visor.bean(TrailReading.class).newest(tenant(), Long.MAX_VALUE, 10))
                .anySatisfy(found -> assertThat(found.action()).isEqualTo("subject.report-aborted"));

        // The others are still counted.
        SubjectReport other = report(scene.pseudonym(0), true);
        assertThat(other.counted()).isNotNull();
    }
}
