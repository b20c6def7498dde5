package dev.visor.audit.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestTrail;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published log with its sequencer, two witnesses that answer, and one that never does. */
class WitnessRoundsTest implements WitnessRounds.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path place;

    private TestTrail t;
    private VerifierKeys keys;
    private final List<WitnessServer> servers = new ArrayList<>();
    private final List<CosignerKey> witnesses = new ArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private ServerSocket silent;
    private String policy = "";
    private Sequencer sequencer;

    @BeforeEach
    void open() throws IOException {
        t = new TestTrail(place);
        sequencer = t.sequencer;
        show(3);
        keys = t.published().keys();
        for (String name : List.of("a", "b")) {
            Path state = Files.createDirectory(place.resolve(name));
            CosignerKey key = key(name);
            WitnessServer server = new WitnessServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    key,
                    state,
                    List.of(keys.ed25519(), keys.mlDsa44()),
                    Clock.systemUTC());
            servers.add(server);
            list(name, key, server.port());
        }
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        list("silent", key("silent"), silent.getLocalPort());
    }

    private CosignerKey key(String name) {
        CosignerKey key =
                CosignerKey.generate("witness.example/" + name, SignatureType.ED25519_COSIGNATURE, new SecureRandom());
        witnesses.add(key);
        return key;
    }

    private void list(String name, CosignerKey key, int port) {
        policy += "witness " + name + " " + key.verifier() + " http://127.0.0.1:" + port + "\n";
    }

    private void show(int records) {
        for (int i = 0; i < records; i++) {
            t.show(TestTrail.view());
        }
        t.sequencer.step();
    }

    private WitnessRounds rounds(String quorum) {
        return new WitnessRounds(
                WitnessPolicy.parse((policy + quorum).getBytes(UTF_8)), PATIENCE, this, Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        for (WitnessServer server : servers) {
            server.close();
        }
        silent.close();
        t.close();
    }

    @Override
    public void cosigned(SignedCheckpoint note, boolean quorum) {
        sequencer.cosigned(note, quorum);
        said.add("cosigned " + note.checkpoint().size() + " " + quorum);
    }

    @Override
    public void without(Witness witness, String log, String sentence) {
        said.add("without " + witness.name());
    }

    @Override
    public void alarm(Witness witness, String log, boolean rolledBack, long known, long ours) {
        said.add("alarm " + witness.name() + " " + (rolledBack ? "back" : "fork") + " " + known + " " + ours);
    }

    private boolean cosigned(SignedCheckpoint note, int witness) {
        note.verify(keys);
        return note.cosignedAt(witnesses.get(witness).verifier()).isPresent();
    }

    private SignedCheckpoint published() throws IOException {
        return t.published().checkpoint().orElseThrow();
    }

    private SignedCheckpoint witnessed() throws IOException {
        return t.published().witnessed().orElseThrow();
    }

    @Test
    void publishesCosignaturesWithoutWaitingForTheOneThatHangs() throws IOException {
        try (WitnessRounds rounds = rounds("group two 2 a b silent\nquorum two\n")) {
            Instant begin = Instant.now();
            rounds.round(t.published());
            assertThat(rounds.withoutQuorumSince()).isEmpty();
            show(1);
            rounds.round(t.published());
            assertThat(Duration.between(begin, Instant.now()))
                    .as("nobody waited for the silent one")
                    .isLessThan(PATIENCE);
            t.sequencer.step();
            for (SignedCheckpoint note : List.of(published(), witnessed())) {
                assertThat(note.checkpoint().size()).isEqualTo(4);
                assertThat(cosigned(note, 0) && cosigned(note, 1)).isTrue();
            }
        }
    }

    @Test
    void keepsTheWitnessedHeadWhileTheLogGoesOn() throws IOException {
        try (WitnessRounds rounds = rounds("group two 2 a b silent\nquorum two\n")) {
            rounds.round(t.published());
            // The log grows before the cosignatures are taken up, and the checkpoint must not go back for them.
            show(2);
            t.sequencer.step();
            assertThat(published().checkpoint().size()).isEqualTo(5);
            assertThat(published().signatures()).hasSize(2);
            assertThat(witnessed().checkpoint().size()).isEqualTo(3);
            assertThat(cosigned(witnessed(), 0) && cosigned(witnessed(), 1)).isTrue();

            // Old lines that come late never bring an old head back.
            SignedCheckpoint old = witnessed();
            rounds.round(t.published());
            t.sequencer.step();
            t.sequencer.cosigned(old, true);
            t.sequencer.step();
            assertThat(published().checkpoint().size()).isEqualTo(5);
            assertThat(witnessed().checkpoint().size()).isEqualTo(5);
            // Fewer lines of the same head take none away.
            t.sequencer.cosigned(t.keys.head(t.log).orElseThrow(), true);
            t.sequencer.step();
            assertThat(published().signatures()).hasSize(4);
            assertThat(witnessed().signatures()).hasSize(4);
        }
    }

    @Test
    void keepsCosignaturesAcrossARestart() throws IOException {
        try (WitnessRounds rounds = rounds("group two 2 a b silent\nquorum two\n")) {
            rounds.round(t.published());
            t.sequencer.step();
        }
        t.sequencer.close();
        try (Sequencer next = t.sequencer()) {
            Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
            while (next.step() < 0) {
                assertThat(Instant.now()).isBefore(deadline);
            }
            assertThat(published().signatures()).hasSize(4);
            // Tiles that are made anew do not cost them either.
            Files.delete(t.published().path().resolve("tile/0/000.p/3"));
        }
        try (Sequencer next = t.sequencer()) {
            Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
            while (next.step() < 0) {
                assertThat(Instant.now()).isBefore(deadline);
            }
            assertThat(t.published().path().resolve("tile/0/000.p/3")).exists();
            assertThat(published().signatures()).hasSize(4);
            // What somebody broke does not stop the log.
            Files.writeString(t.published().path().resolve("witnessed"), "broken");
            sequencer = next;
            t.show(TestTrail.view());
            next.step();
            try (WitnessRounds rounds = rounds("group two 2 a b silent\nquorum two\n")) {
                rounds.round(t.published());
            }
            next.step();
            assertThat(witnessed().checkpoint().size()).isEqualTo(4);
        }
    }

    @Test
    void raisesAnAlarmWhereAWitnessKnowsMoreOrOtherwise() throws IOException {
        Path published = t.published().path();
        String before = Files.readString(published.resolve("checkpoint"));
        show(2);
        try (WitnessRounds rounds = rounds("quorum a\n")) {
            rounds.round(t.published());
            assertThat(said).contains("cosigned 5 true");
            // The folder as it was: rolled back.
            String after = Files.readString(published.resolve("checkpoint"));
            Files.writeString(published.resolve("checkpoint"), before);
            rounds.round(t.published());
            assertThat(said).contains("alarm a back 5 3");
            Files.writeString(published.resolve("checkpoint"), after);
        }
    }

    @Test
    void saysForHowLongNoQuorumVouches() throws IOException {
        Instant signed = published().signedAt(keys);
        servers.get(1).close();
        try (WitnessRounds rounds = rounds("group all-three all a b silent\nquorum all-three\n")) {
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    rounds.round(t.published());
                } catch (IOException e) {
                    said.add(e.toString());
                }
            });
            Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
            while (!said.contains("without b") || !said.contains("cosigned 3 false")) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.onSpinWait();
            }
            assertThat(rounds.withoutQuorumSince()).contains(signed);
            t.sequencer.step();
            assertThat(cosigned(published(), 0))
                    .as("a line that is not enough is shown, too")
                    .isTrue();
            assertThat(t.published().witnessed()).isEmpty();
            waiting.interrupt();
        }
    }
}
