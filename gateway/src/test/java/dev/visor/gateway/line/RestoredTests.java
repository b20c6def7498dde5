package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.report.ReportVerifier;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.restore.RestoredDatabaseException;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.SubjectEvidence;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.trail.TrailRejoined;
import dev.visor.gateway.trail.Trails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * A backup of the database is put back beside a trail that has gone on: nobody is served until the operator says that it was meant,
 * and then nothing of the trail is missing.
 */
class RestoredTests {

    private static final String NAME = "restored";
    private static final ActorRef SYSTEM = ActorRef.system("test");

    private final KeyOwner person = KeyOwner.random();

    private static Path data() {
        return Installation.folder(NAME).resolve("var/postgres/data");
    }

    private void show(Installation visor, TenantId tenant, ActorRef actor) {
        visor.bean(Trails.class)
                .append(Entry.of("view.show", actor)
                        .in(tenant)
                        .because("training", "consent")
                        .on(ObjectLabel.of("view", UUID.randomUUID()))
                        .about(person)
                        .with("decision", "allowed"));
    }

    static LogFolder published(Installation visor, @Nullable TenantId tenant) {
        return visor.bean(SequencerSettings.class)
                .log(visor.bean(TrailReading.class).origin(tenant));
    }

    static void awaitPublished(Installation visor, @Nullable TenantId tenant) {
        TrailReading reading = visor.bean(TrailReading.class);
        await().until(() -> published(visor, tenant)
                        .checkpoint()
                        .map(head -> head.checkpoint().size())
                        .orElse(0L)
                == reading.count(tenant));
    }

    @Test
    void isServedOnlyOnceTheOperatorSaysSoAndThenWithTheWholeTrail() throws IOException {
        TenantId tenant;
        Installation visor = Installation.fresh(NAME, Map.of());
        try (visor) {
            Cast cast = new Cast(visor);
            tenant = new TenantId(new Database(visor.bean(DatabaseAccess.class)).tenant(cast.handle));
            for (int i = 0; i < 3; i++) {
                show(visor, tenant, SYSTEM);
            }
            awaitPublished(visor, tenant);
        }
        Path backup = Installation.folder(NAME).resolve("backup");
        copy(data(), backup);
        long ended;
        try (Installation later = visor.again(Map.of())) {
            // The person acts, too, which the backup knows nothing of.
            show(later, tenant, new ActorRef(person, "Philippa Eilhart", "client"));
            show(later, tenant, SYSTEM);
            awaitPublished(later, tenant);
            ended = later.bean(TrailReading.class).count(tenant);
        }
        delete(data());
        copy(backup, data());

        assertThatIsRefused(visor);
        assertThatIsRefused(visor);

        try (Installation restored = visor.again(Map.of("visor.trail.restored", "true"))) {
            assertThat(restored.bean(TrailRejoined.class).now()).isTrue();
            restored.get(null, "/actuator/health/liveness").ok();
            show(restored, tenant, SYSTEM);
            awaitPublished(restored, tenant);

            TrailReading reading = restored.bean(TrailReading.class);
            List<TrailRecord> about = reading.about(tenant, person, 0, 100);
            assertThat(about).hasSize(6);
            assertThat(about.get(3).actorName()).isEqualTo("Philippa Eilhart");
            assertThat(reading.count(tenant)).isGreaterThanOrEqualTo(ended + 2);
            SubjectReport report = restored.bean(SubjectEvidence.class).report(tenant, person, "P-1");
            assertThat(report.records()).hasSize(6);
            LogFolder folder = published(restored, tenant);
            assertThat(faults(new ReportVerifier(report, folder.keys(), folder)
                            .verify()
                            .findings()))
                    .isEmpty();
            assertThat(faults(new TrailVerifier(folder.path(), null, null)
                            .verify()
                            .findings()))
                    .isEmpty();
            assertThat(newest(restored, tenant, "trail.rejoin").facts()).containsEntry("size", Long.toString(ended));
            // Told before this start's own record, which comes once the web server answers.
            assertThat(newest(restored, null, "trail.rejoin").position())
                    .isLessThan(newest(restored, null, "system.start").position());
            assertThat(findings(restored, tenant)).isEqualTo(1);
        }

        // It is told once, and the setting is wanted no more.
        try (Installation next = visor.again(Map.of())) {
            assertThat(next.bean(TrailRejoined.class).now()).isFalse();
            assertThat(next.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, 200).stream()
                            .filter(record -> record.action().equals("trail.rejoin")))
                    .hasSize(1);
            assertThat(findings(next, tenant)).isEqualTo(1);
        }
    }

    private static void assertThatIsRefused(Installation visor) {
        Throwable refused = catchThrowable(() -> {
            Installation served = visor.again(Map.of());
            served.close();
        });
        assertThat(refused).hasRootCauseInstanceOf(RestoredDatabaseException.class);
        assertThat(told(refused)).contains("older than the published trail").contains("deploy/run --restored");
    }

    /** What the operator reads. */
    private static String told(Throwable failure) {
        StringBuilder told = new StringBuilder();
        FailureAnalysisReporter reporter =
                analysis -> told.append(analysis.getDescription()).append('\n').append(analysis.getAction());
        SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (factory, name, problem) -> {})
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(reporter::report);
        return told.toString();
    }

    private static TrailRecord newest(Installation visor, @Nullable TenantId tenant, String action) {
        return visor.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, 200).stream()
                .filter(record -> record.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private static long findings(Installation visor, TenantId tenant) {
        UUID of = tenant.value();
        return new Database(visor.bean(DatabaseAccess.class))
                .asApp(
                        of,
                        app -> app.sql(
                                        "select count(*) from finding where rule = 'trail.rejoin' and severity = 'severe'")
                                .query(Long.class)
                                .single());
    }

    static List<String> faults(List<Finding> findings) {
        return findings.stream().filter(Finding::fault).map(Finding::sentence).toList();
    }

    /** Each file with who may read it: PostgreSQL insists. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.copy(path, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
