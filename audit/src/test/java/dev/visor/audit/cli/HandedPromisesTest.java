package dev.visor.audit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestTrail;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.verify.Promises;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.audit.witness.WitnessServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A replica answers, and its last record is lost before it is published: nobody who looks at the log can tell. Whoever got the
 * answer handed the promise to a witness, and the witness's own file convicts the log.
 */
class HandedPromisesTest {

    @TempDir
    Path home;

    @TempDir
    Path state;

    private final StringWriter out = new StringWriter();

    private int promises(Path file, Path log) {
        CommandLine program = VisorAudit.commandLine();
        program.setOut(new PrintWriter(out));
        return program.execute("promises", file.toString(), log.toString(), "--key", log + "/log.vkey");
    }

    private static int hand(int port, String lines) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + "/add-promises");
            HttpRequest request = HttpRequest.newBuilder(address)
                    .POST(HttpRequest.BodyPublishers.ofString(lines))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void showTheLostTailOfAReplica() throws Exception {
        try (TestTrail t = new TestTrail(home)) {
            Receipt shown = t.show(TestTrail.view());
            t.sequencer.step();
            LogKeys keys = t.keys.keys(t.log);
            Path log = t.published().path();
            Hash lost = Hash.leaf("a record of a commit that a lying disk lost".getBytes(StandardCharsets.UTF_8));
            String answered = keys.promise(shown.leaf(), shown.at()).line();
            String dropped = keys.promise(
                            lost, Instant.now().minus(Promises.DELAY).minusSeconds(5))
                    .line();

            try (WitnessServer server = new WitnessServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    CosignerKey.generate("witness.example/dpo", SignatureType.ED25519_COSIGNATURE, new SecureRandom()),
                    state,
                    List.of(keys.verifiers().ed25519(), keys.verifiers().mlDsa44()),
                    Clock.systemUTC())) {
                assertThat(hand(server.port(), answered + "\n")).isEqualTo(200);
                assertThat(promises(kept(), log)).isEqualTo(VisorAudit.PASS);
                assertThat(hand(server.port(), dropped + "\n")).isEqualTo(200);
            }
            assertThat(new TrailVerifier(log, null, null).verify().passed()).isTrue();
            assertThat(promises(kept(), log)).isEqualTo(VisorAudit.FAIL);
            assertThat(out.toString())
                    .contains("1 of 2 promised records stand in the log")
                    .contains(lost + " was promised, and the log lacks it");
        }
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(path -> path.toString().endsWith(".promises"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
