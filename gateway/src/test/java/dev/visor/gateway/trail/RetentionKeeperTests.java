package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.Logs;
import dev.visor.audit.ObjectLabel;
import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.report.ReportVerifier;
import dev.visor.audit.report.SubjectReport;
import dev.visor.audit.retention.RetentionRows;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.LocalDatabases;
import dev.visor.gateway.MovableClock;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.KeySettings;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** A year that was kept long enough goes, by Visor's own hand, and everything that is left still proves itself. */
class RetentionKeeperTests {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    static Path home;

    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2023-05-01T00:00:00Z"));
    private static LocalDatabases database;
    private static AnnotationConfigApplicationContext context;

    private final TenantId tenant = TenantId.random();
    private final KeyOwner person = KeyOwner.random();

    /** The trail on a database of its own, at another time. */
    @Import(TrailConfiguration.class)
    static class Beans {

        @Bean
        DataSource trailDataSource() {
            return database.trail();
        }

        @Bean
        PlatformTransactionManager transactions() {
            return new JdbcTransactionManager(database.app());
        }

        @Bean
        Identities identities() {
            return new InMemoryIdentities();
        }

        @Bean
        KeySettings keySettings() {
            return new KeySettings(home.resolve("var"), home.resolve("config"), Set.of(Role.ALL));
        }

        @Bean
        SequencerSettings sequencerSettings() {
            return new SequencerSettings(home.resolve("trail"), new KeyFolder(home.resolve("log-keys")), CLOCK, 4096);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        database = LocalDatabases.start(home.resolve("database"));
        context = new AnnotationConfigApplicationContext(Beans.class);
    }

    @AfterAll
    static void stop() {
        context.close();
        database.close();
    }

    private RetentionKeeper keeper(int years) {
        return new RetentionKeeper(
                context.getBean(RetentionRows.class),
                context.getBean(CountedTrail.class),
                context.getBean(Sequencer.class),
                context.getBean(Logs.class),
                context.getBean(SequencerSettings.class),
                context.getBean(Trails.class),
                years,
                CLOCK);
    }

    private LogFolder folder() {
        return context.getBean(SequencerSettings.class)
                .log(context.getBean(TrailReading.class).origin(tenant));
    }

    private void show(int views) {
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            show(views, callers);
        }
        published();
    }

    private void show(int views, ExecutorService callers) {
        // Together, so that they share commits, and no more at once than the server has connections for.
        IntStream.range(0, views)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            Entry entry = Entry.of("view.review", ActorRef.system("test"))
                                    .in(tenant)
                                    .because(Ground.ACCOUNTABILITY)
                                    .on(ObjectLabel.of("view", java.util.UUID.randomUUID()));
                            context.getBean(Trails.class).append(i % 10 == 0 ? entry.about(person) : entry);
                        },
                        callers))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private void published() {
        await().atMost(PATIENCE)
                .until(() -> folder().checkpoint()
                                .map(head -> head.checkpoint().size())
                                .orElse(0L)
                        >= context.getBean(TrailReading.class).count(tenant));
    }

    /** The database's clock cannot be put back: what stands there is made older. */
    private static void age(String instant) {
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("alter table trail_record disable trigger only_grows").update();
        owner.sql("update trail_record set appended_at = timestamptz '" + instant
                        + "' where appended_at > timestamptz '" + instant
                        + "' and n <= (select max(n) from trail_record)")
                .update();
        owner.sql("alter table trail_record enable trigger only_grows").update();
    }

    @Test
    void removesWhatItsYearsAreOverOf() throws IOException {
        show(300);
        age("2023-05-01T00:00:00Z");
        CLOCK.now = Instant.parse("2026-02-01T00:00:00Z");
        show(20);

        keeper(0).turn();
        keeper(3).turn();
        assertThat(Files.exists(folder().path().resolve("tile/entries/000"))).isTrue();
        keeper(2).turn();
        published();
        assertThat(Files.exists(folder().path().resolve("tile/entries/000"))).isFalse();

        assertThat(new TrailVerifier(folder().path(), null, null).verify().findings())
                .filteredOn(Finding::fault)
                .isEmpty();
        context.getBean(CountedTrail.class).count(tenant, Duration.ZERO);
        SubjectReport report = context.getBean(CountedTrail.class).report(tenant, person, "P-1");
        assertThat(Objects.requireNonNull(report.removed()).counted().count()).isBetween(20L, 30L);
        assertThat(report.records()).isNotEmpty();
        assertThat(new ReportVerifier(report, null, folder()).verify().findings())
                .filteredOn(Finding::fault)
                .isEmpty();
        assertThatThrownBy(() -> keeper(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
