package dev.visor.gateway.trail;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.Logs;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.standing.StandingRows;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Whoever alters a published log is found out within a day, by an alarm, a record, and health. */
class StandingTests {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    private static AnnotationConfigApplicationContext context;

    private final TenantId tenant = TenantId.random();
    private final List<Object> events = new ArrayList<>();
    /** As the database keeps it. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS);

    /** What a test broke in its log, mended afterwards: the tests share their logs' folder. */
    private final List<Path> broken = new ArrayList<>();

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(TrailBeans.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @AfterEach
    void mend() throws IOException {
        for (Path file : broken) {
            flip(file);
        }
        // The shared database must not tell the next test of this one's faults.
        keeper(Duration.ofDays(20)).turn();
    }

    private static SequencerSettings settings() {
        return context.getBean(SequencerSettings.class);
    }

    private static StandingRows rows() {
        return new StandingRows(context.getBean(DataSource.class));
    }

    private String log() {
        return context.getBean(TrailReading.class).origin(tenant);
    }

    private LogFolder grown(int records) {
        LogFolder folder = settings().log(log());
        for (int i = 0; i < records; i++) {
            context.getBean(Trails.class)
                    .append(Entry.of("trail.query", ActorRef.system("test"))
                            .in(tenant)
                            .because(Ground.ACCOUNTABILITY));
        }
        await().atMost(PATIENCE)
                .until(() -> folder.checkpoint()
                                .map(head -> head.checkpoint().size())
                                .orElse(0L)
                        >= context.getBean(TrailReading.class).count(tenant));
        return folder;
    }

    private VerificationKeeper keeper(Duration later) {
        ApplicationEventPublisher publisher = events::add;
        return new VerificationKeeper(
                rows(),
                context.getBean(Sequencer.class),
                context.getBean(Logs.class),
                settings(),
                context.getBean(Trails.class),
                publisher,
                DAY,
                Clock.fixed(start.plus(later), ZoneOffset.UTC));
    }

    private SpaceKeeper space(Duration later) {
        return new SpaceKeeper(
                rows(), context.getBean(Sequencer.class), settings(), Clock.fixed(start.plus(later), ZoneOffset.UTC));
    }

    private TrailStanding published() {
        Logs logs = context.getBean(Logs.class);
        Sequencer sequencer = context.getBean(Sequencer.class);
        Trails trails = context.getBean(Trails.class);
        ApplicationEventPublisher publisher = events::add;
        Clock clock = Clock.systemUTC();
        return new PublishedStanding(
                logs,
                settings(),
                Optional.empty(),
                new WitnessKeeper(Optional.empty(), sequencer, logs, settings(), trails, publisher, clock),
                new TimeKeeper(Optional.empty(), Duration.ofHours(1), sequencer, logs, settings(), trails, clock),
                keeper(Duration.ZERO),
                space(DAY));
    }

    private StandingHealth health() {
        return new StandingHealth(keeper(Duration.ZERO), space(Duration.ZERO));
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private void alter(Path file) throws IOException {
        flip(file);
        broken.add(file);
    }

    private Path bundle(LogFolder folder) throws IOException {
        try (var files = Files.walk(folder.path().resolve("tile/entries"))) {
            return files.filter(Files::isRegularFile)
                    .max(java.util.Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    private List<String> actions(TenantId of) {
        return context.getBean(TrailReading.class).newest(of, Long.MAX_VALUE, 50).stream()
                .map(TrailRecord::action)
                .toList();
    }

    private List<TrailRecord> verifications() {
        return context.getBean(TrailReading.class).newest(null, Long.MAX_VALUE, 200).stream()
                .filter(record -> record.action().equals("trail.verify")
                        && log().equals(record.facts().get("log")))
                .toList();
    }

    @Test
    void verifiesOnceADayAndRecordsIt() {
        grown(3);
        keeper(Duration.ZERO).turn();
        StandingRows.Check first = rows().newest(log()).orElseThrow();
        assertThat(first.passed()).isTrue();
        assertThat(first.size()).isEqualTo(3);
        assertThat(verifications())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.facts()).containsEntry("size", "3").containsEntry("faults", "0"));

        grown(2);
        keeper(DAY.minusMinutes(1)).turn();
        assertThat(rows().newest(log())).contains(first);
        keeper(DAY).turn();
        assertThat(rows().newest(log()).orElseThrow().size()).isEqualTo(5);
        assertThat(verifications()).hasSize(2);
        assertThat(events).isEmpty();
        assertThat(actions(tenant))
                .as("its own log grows by no check")
                .hasSize(5)
                .containsOnly("trail.query");
    }

    @Test
    void tellsOnceThatALogWasAlteredAndTurnsRedUntilItStandsAgain() throws IOException {
        LogFolder folder = grown(4);
        keeper(Duration.ZERO).turn();
        assertThat(health().health().getStatus()).isEqualTo(Status.UP);
        alter(bundle(folder));

        keeper(DAY).turn();
        keeper(DAY.plusHours(2)).turn();
        assertThat(events).singleElement().isInstanceOfSatisfying(VerificationAlarm.class, alarm -> {
            assertThat(alarm.tenant()).isEqualTo(tenant);
            assertThat(alarm.sentence()).contains("4 records did not pass");
        });
        assertThat(actions(tenant)).contains("trail.verify-alarm");
        StandingRows.Check failed = rows().newest(log()).orElseThrow();
        assertThat(failed.passed()).isFalse();
        assertThat(failed.fault()).isNotEmpty();
        assertThat(health().health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(requireNonNull(health().health().getDetails().get("reason")).toString())
                .matches("[A-Z][^:]*\\.");
        LogStanding told = published().of(tenant);
        assertThat(requireNonNull(told.verification()).passed()).isFalse();

        flip(broken.removeFirst());
        keeper(DAY.plusHours(4)).turn();
        assertThat(rows().newest(log()).orElseThrow().passed()).isTrue();
        assertThat(health().health().getStatus()).isEqualTo(Status.UP);
    }

    /** Signed under the log's own keys, so that the folder alone is right in itself. */
    @Test
    void findsALogThatWasRolledBackBehindWhatItSawBefore() throws IOException {
        LogFolder folder = grown(2);
        Path checkpoint = folder.path().resolve("checkpoint");
        String older = Files.readString(checkpoint);
        grown(3);
        keeper(Duration.ZERO).turn();
        String newest = Files.readString(checkpoint);
        Files.writeString(checkpoint, older);
        keeper(DAY).turn();
        Files.writeString(checkpoint, newest);
        assertThat(rows().newest(log()).orElseThrow().fault()).contains("rolled back");
        assertThat(events).hasSize(1);
    }

    @Test
    void doesNotTakeTheKeysFromTheFolderThatItVerifies() throws IOException {
        LogFolder folder = grown(2);
        LogFolder other = settings().log(context.getBean(TrailReading.class).origin(null));
        assertThat(other.checkpoint()).isPresent();
        Path keys = folder.path().resolve("log.vkey");
        String own = Files.readString(keys);
        Files.delete(keys);
        keeper(Duration.ZERO).turn();
        Files.writeString(keys, own);
        assertThat(rows().newest(log()).orElseThrow().passed()).isTrue();
    }

    @Test
    void saysHowALogStands() {
        grown(3);
        LogStanding before = published().of(tenant);
        assertThat(requireNonNull(before.head()).size()).isEqualTo(3);
        assertThat(requireNonNull(before.head()).time()).isBetween(start.minusSeconds(60), Instant.now());
        assertThat(before.witnesses()).isEqualTo(new LogStanding.Witnesses(false, null, 0, false));
        assertThat(before.stamps()).isEqualTo(new LogStanding.Stamps(false, null));
        assertThat(before.verification()).isNull();
        keeper(Duration.ZERO).turn();
        assertThat(requireNonNull(published().of(tenant).verification()).size()).isEqualTo(3);
    }

    @Test
    void measuresOnceADayAndTellsFiguresToTheOperatorAlone() {
        grown(1);
        space(Duration.ZERO).turn();
        space(Duration.ZERO).turn();
        space(DAY).turn();
        assertThat(space(DAY).newest()).hasValueSatisfying(sample -> {
            assertThat(sample.folders()).isPositive();
            assertThat(sample.tables()).isPositive();
            assertThat(sample.free()).isPositive();
        });
        assertThat(rows().samples(start.minusSeconds(1))).hasSize(2);
        TrailStanding standing = published();
        assertThat(standing.of(tenant).space().figures()).isNull();
        assertThat(standing.of(null).space().figures()).isNotNull();
        assertThat(standing.of(tenant).space().level()).isEqualTo("unknown");
    }

    @Test
    void refusesAPeriodThatWouldKeepTheDiskBusy() {
        assertThatThrownBy(() -> new VerificationKeeper(
                        rows(),
                        context.getBean(Sequencer.class),
                        context.getBean(Logs.class),
                        settings(),
                        context.getBean(Trails.class),
                        events::add,
                        Duration.ofSeconds(59),
                        Clock.systemUTC()))
                .hasMessageContaining("at least a minute");
    }
}
