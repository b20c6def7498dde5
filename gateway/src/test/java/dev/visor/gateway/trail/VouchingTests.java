package dev.visor.gateway.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.Logs;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.witness.Witness;
import dev.visor.audit.witness.WitnessAnswer;
import dev.visor.audit.witness.WitnessClient;
import dev.visor.audit.witness.WitnessPolicy;
import dev.visor.audit.witness.WitnessServer;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The trail of a tenant with a real witness beside it. */
class VouchingTests {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    static Path place;

    private static AnnotationConfigApplicationContext context;

    private final TenantId tenant = TenantId.random();
    private final List<Object> events = new ArrayList<>();
    private final CosignerKey key =
            CosignerKey.generate("witness.example/dpo", SignatureType.ED25519_COSIGNATURE, new SecureRandom());

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(TrailBeans.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private String log() {
        return context.getBean(TrailReading.class).origin(tenant);
    }

    private SequencerSettings settings() {
        return context.getBean(SequencerSettings.class);
    }

    private LogFolder grown() {
        context.getBean(Trails.class)
                .append(Entry.of("trail.query", ActorRef.system("test"))
                        .in(tenant)
                        .because(Ground.ACCOUNTABILITY));
        LogFolder folder = settings().log(log());
        await().atMost(PATIENCE).until(() -> folder.checkpoint().isPresent());
        return folder;
    }

    private WitnessServer witness(VerifierKeys keys) throws IOException {
        return new WitnessServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                key,
                Files.createTempDirectory(place, "witness"),
                List.of(keys.ed25519(), keys.mlDsa44()),
                Clock.systemUTC());
    }

    private WitnessPolicy policy(int port) {
        return WitnessPolicy.parse(
                ("witness dpo " + key.verifier() + " http://127.0.0.1:" + port + "\nquorum dpo\n").getBytes(UTF_8));
    }

    private WitnessKeeper keeper(Optional<WitnessPolicy> policy) {
        ApplicationEventPublisher publisher = events::add;
        return new WitnessKeeper(
                policy,
                context.getBean(Sequencer.class),
                context.getBean(Logs.class),
                settings(),
                context.getBean(Trails.class),
                publisher,
                Clock.systemUTC());
    }

    private static VouchingHealth health(WitnessKeeper keeper, Clock clock) {
        TimeKeeper time = new TimeKeeper(
                Optional.empty(),
                Duration.ofHours(1),
                context.getBean(Sequencer.class),
                context.getBean(Logs.class),
                context.getBean(SequencerSettings.class),
                context.getBean(Trails.class),
                clock);
        return new VouchingHealth(keeper, time, Duration.ofHours(1), clock);
    }

    private static Object amber(VouchingHealth health) {
        return Objects.requireNonNull(health.health().getDetails().get("amber"));
    }

    @Test
    void isCalmWhereNobodyIsNamed() {
        try (WitnessKeeper keeper = keeper(Optional.empty())) {
            keeper.turn();
            VouchingHealth health = health(keeper, Clock.systemUTC());
            assertThat(amber(health)).isEqualTo("none");
            assertThat(health.health().getDetails()).containsEntry("witnesses", "none named");
        }
    }

    @Test
    void publishesWhatTheWitnessSigned() throws IOException {
        LogFolder folder = grown();
        try (WitnessServer server = witness(folder.keys());
                WitnessKeeper keeper = keeper(Optional.of(policy(server.port())))) {
            keeper.turn();
            await().atMost(PATIENCE).until(() -> folder.witnessed().isPresent());
            SignedCheckpoint note = folder.witnessed().orElseThrow();
            note.verify(folder.keys());
            assertThat(note.cosignedAt(key.verifier())).isPresent();
            assertThat(keeper.alarmed()).isFalse();
            assertThat(events).isEmpty();
        }
    }

    @Test
    void tellsOnceThatAWitnessKnowsMore() throws IOException {
        LogFolder folder = grown();
        try (WitnessServer server = witness(folder.keys());
                WitnessKeeper keeper = keeper(Optional.of(policy(server.port())))) {
            // Another history under the log's own keys was shown to the witness.
            SignedCheckpoint other =
                    settings().keys().keys(log()).sign(new Checkpoint(log(), 1000, Hash.ZERO), Instant.now());
            Witness dpo = new Witness("dpo", key.verifier(), URI.create("http://127.0.0.1:" + server.port()));
            assertThat(new WitnessClient(dpo, PATIENCE).ask(other, tile -> List.of()))
                    .isInstanceOf(WitnessAnswer.Cosigned.class);
            keeper.turn();
            keeper.turn();
            assertThat(events).singleElement().isInstanceOfSatisfying(WitnessAlarm.class, alarm -> {
                assertThat(alarm.tenant()).isEqualTo(tenant);
                assertThat(alarm.rolledBack()).isTrue();
                assertThat(alarm.sentence()).contains("dpo has seen 1000 records");
            });
            TrailReading reading = context.getBean(TrailReading.class);
            assertThat(reading.count(tenant)).isEqualTo(2);
            assertThat(amber(health(keeper, Clock.systemUTC())))
                    .isEqualTo("a witness knows another history of the trail");
        }
    }

    @Test
    void turnsAmberWhenNobodyHasSignedForTheStatedTime() throws IOException {
        LogFolder folder = grown();
        int port;
        try (WitnessServer gone = witness(folder.keys())) {
            port = gone.port();
        }
        try (WitnessKeeper keeper = keeper(Optional.of(policy(port)))) {
            keeper.turn();
            assertThat(amber(health(keeper, Clock.systemUTC()))).isEqualTo("none");
            Clock later = Clock.fixed(Instant.now().plus(Duration.ofMinutes(61)), ZoneOffset.UTC);
            assertThat(amber(health(keeper, later)).toString()).startsWith("no quorum of witnesses since");
        }
    }
}
