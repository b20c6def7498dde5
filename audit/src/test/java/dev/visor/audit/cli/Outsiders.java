package dev.visor.audit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestTrail;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.timestamp.OpensslAuthority;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeClient;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.witness.Witness;
import dev.visor.audit.witness.WitnessPolicy;
import dev.visor.audit.witness.WitnessRounds;
import dev.visor.audit.witness.WitnessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Two witnesses, one that signs Ed25519 and one ML-DSA-44, and an authority that stamps: all outside of the log's keeping. */
final class Outsiders implements AutoCloseable {

    /** The witnesses' keys. */
    final List<CosignerKey> witnesses =
            List.of(key("dpo", SignatureType.ED25519_COSIGNATURE), key("client", SignatureType.ML_DSA_44));

    /** Their public halves, one a line. */
    final Path witnessFile;

    /** One of the two is enough. */
    final Path policyFile;

    /** The authority's root. */
    final Path root;

    private final OpensslAuthority authority;
    private final List<WitnessServer> servers = new ArrayList<>();
    private final WitnessPolicy both;

    /** Begins to listen, for one log. */
    Outsiders(Path place, VerifierKeys log) throws IOException {
        authority = new OpensslAuthority(Files.createDirectories(place.resolve("authority")));
        root = authority.root();
        StringBuilder policy = new StringBuilder();
        for (CosignerKey key : witnesses) {
            String name = key.verifier().name().replaceAll(".*/", "");
            WitnessServer server = new WitnessServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    key,
                    Files.createDirectories(place.resolve(name)),
                    List.of(log.ed25519(), log.mlDsa44()),
                    Clock.systemUTC());
            servers.add(server);
            policy.append("witness " + name + " " + key.verifier() + " http://127.0.0.1:" + server.port() + "\n");
        }
        both = WitnessPolicy.parse((policy + "group both all dpo client\nquorum both\n").getBytes(UTF_8));
        witnessFile = Files.writeString(place.resolve("witnesses"), lines(witnesses));
        policyFile =
                Files.writeString(place.resolve("policy"), policy + "group either any dpo client\nquorum either\n");
    }

    static CosignerKey key(String name, SignatureType type) {
        return CosignerKey.generate("witness.example/" + name, type, new SecureRandom());
    }

    static String lines(List<CosignerKey> keys) {
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(key.verifier()).append('\n'));
        return lines.toString();
    }

    /** Has the newest head cosigned by both, over HTTP, and published with their lines. */
    void cosign(TestTrail t) throws IOException {
        try (WitnessRounds rounds = new WitnessRounds(both, TestTrail.PATIENCE, new Publishing(t), Clock.systemUTC())) {
            rounds.round(t.published());
        }
        t.sequencer.step();
        SignedCheckpoint head = t.published().checkpoint().orElseThrow();
        for (CosignerKey witness : witnesses) {
            assertThat(head.cosignedAt(witness.verifier()))
                    .as(witness.verifier().name())
                    .isPresent();
        }
    }

    /** Has the published head stamped. */
    void stamp(TestTrail t) throws IOException {
        TimeClient client = new TimeClient(
                authority.address(),
                null,
                TimeAuthorities.parse(Files.readAllBytes(authority.root())),
                TestTrail.PATIENCE);
        assertThat(new TimeFolder(t.published())
                        .stamp(t.published().checkpoint().orElseThrow(), client))
                .isPresent();
    }

    private record Publishing(TestTrail t) implements WitnessRounds.Listener {
        @Override
        public void cosigned(SignedCheckpoint note, boolean quorum) {
            t.sequencer.cosigned(note, quorum);
        }

        @Override
        public void without(Witness witness, String log, String sentence) {
            throw new AssertionError(sentence);
        }

        @Override
        public void alarm(Witness witness, String log, boolean rolledBack, long known, long ours) {
            throw new AssertionError(witness.name() + " knows another history");
        }
    }

    @Override
    public void close() throws IOException {
        for (WitnessServer server : servers) {
            server.close();
        }
        authority.close();
    }
}
