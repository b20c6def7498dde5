package dev.visor.audit.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.log.DurableFiles;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our client and our witness over real HTTP, and attacks on either. */
class WitnessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path state;

    private final GrowingLog log = new GrowingLog().grow(10);
    private final CosignerKey key =
            CosignerKey.generate("witness.example/dpo", SignatureType.ED25519_COSIGNATURE, new SecureRandom());
    private WitnessServer server;

    @BeforeEach
    void serve() throws IOException {
        server = serve(key);
    }

    private WitnessServer serve(CosignerKey own) throws IOException {
        return new WitnessServer(local(), own, state, keys(log.keys), Clock.systemUTC());
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static List<VerifierKey> keys(LogKeys keys) {
        return List.of(keys.verifiers().ed25519(), keys.verifiers().mlDsa44());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private WitnessClient client() {
        return client(key.verifier());
    }

    private WitnessClient client(VerifierKey expected) {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/");
        return new WitnessClient(new Witness("dpo", expected, address), PATIENCE);
    }

    private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private Instant cosigned(WitnessAnswer answer, SignedCheckpoint head) {
        assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
        SignedCheckpoint note = SignedCheckpoint.parse(
                head.with(List.of(((WitnessAnswer.Cosigned) answer).line())).note());
        // The log's own readers are not disturbed by lines that they do not know.
        note.verify(log.keys.verifiers());
        return note.cosignedAt(key.verifier()).orElseThrow();
    }

    @Test
    void cosignsALogAsItGrows() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        WitnessClient client = client();
        for (int size : new int[] {1, 2, 5, 8, 9, 10, 10}) {
            assertThat(cosigned(client.ask(log.head(size), log), log.head(size)))
                    .isBetween(before, Instant.now());
        }
        // A client that knows nothing of before is told the size by 409, and goes on from there.
        log.grow(600);
        cosigned(client().ask(log.head(), log), log.head());
    }

    @Test
    void refusesARolledBackAndAForkedLog() {
        client().ask(log.head(9), log);
        assertThat(client().ask(log.head(8), log)).isEqualTo(new WitnessAnswer.Ahead(9));
        GrowingLog fork = log.forkedAt(3);
        assertThat(client().ask(fork.head(10), fork)).isEqualTo(new WitnessAnswer.Forked(9));
        assertThat(client().ask(fork.head(9), fork)).isEqualTo(new WitnessAnswer.Forked(9));
        // Where only what follows differs, there is nothing to refuse yet.
        GrowingLog later = log.forkedAt(9);
        cosigned(client().ask(later.head(10), later), later.head(10));
        assertThat(client().ask(log.head(10), log)).isEqualTo(new WitnessAnswer.Forked(10));
    }

    @Test
    void remembersAcrossARestart() throws IOException {
        client().ask(log.head(9), log);
        server.close();
        server = serve(key);
        assertThat(client().ask(log.head(8), log)).isEqualTo(new WitnessAnswer.Ahead(9));
        cosigned(client().ask(log.head(10), log), log.head(10));
    }

    @Nested
    class Server {

        @Test
        void answersAsTheProtocolSays() throws Exception {
            HttpResponse<String> ok = post(log.request(0, 5).bytes());
            assertThat(ok.statusCode()).isEqualTo(200);
            assertThat(ok.body()).startsWith("\u2014 witness.example/dpo ").endsWith("\n");

            HttpResponse<String> conflict = post(log.request(3, 8).bytes());
            assertThat(conflict.statusCode()).isEqualTo(409);
            assertThat(conflict.body()).isEqualTo("5\n");
            assertThat(conflict.headers().firstValue("Content-Type")).contains("text/x.tlog.size");

            assertThat(post(new AddCheckpoint(7, List.of(), log.head(6)).bytes())
                            .statusCode())
                    .as("old size above the checkpoint's")
                    .isEqualTo(400);
            assertThat(post(new AddCheckpoint(5, List.of(), log.head(8)).bytes())
                            .statusCode())
                    .as("no proof")
                    .isEqualTo(422);
            GrowingLog fork = log.forkedAt(2);
            assertThat(post(fork.request(5, 5).bytes()).statusCode())
                    .as("same size, other root")
                    .isEqualTo(409);
            assertThat(post(fork.request(5, 8).bytes()).statusCode()).as("fork").isEqualTo(422);
            GrowingLog stranger = new GrowingLog().grow(10);
            assertThat(post(stranger.request(5, 8).bytes()).statusCode())
                    .as("other keys under the name")
                    .isEqualTo(403);
            String renamed = new String(log.request(5, 8).bytes(), UTF_8).replace("visor/abcd", "visor/dcba");
            assertThat(post(renamed.getBytes(UTF_8)).statusCode())
                    .as("unknown log")
                    .isEqualTo(404);
            // None of it was believed.
            assertThat(post(log.request(5, 8).bytes()).statusCode()).isEqualTo(200);
        }

        @Test
        void refusesWhatIsNoRequest() throws Exception {
            String good = new String(log.request(0, 5).bytes(), UTF_8);
            for (String bad : List.of(
                    "",
                    "\n",
                    "old 0",
                    good.replace("old 0", "old 00"),
                    good.replace("old 0", "old -1"),
                    good.replace("old 0", "old +0"),
                    good.replace("old 0", "old 99999999999999999999"),
                    good.replace("old 0", "old  0"),
                    good.replace("old 0", "OLD 0"),
                    good.replace("old 0\n", ""),
                    good.replace("old 0\n\n", "old 0\n"),
                    good.replace("old 0\n", "old 0\nnot-a-hash\n"),
                    good.replace("old 0\n", "old 0\n" + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n".repeat(64)),
                    good.strip(),
                    good + "\n",
                    good.replace("\n5\n", "\n05\n"))) {
                assertThat(post(bad.getBytes(UTF_8)).statusCode()).as(bad).isEqualTo(400);
            }
            assertThat(post(new byte[] {'o', 'l', 'd', ' ', '0', '\n', '\n', (byte) 0xff})
                            .statusCode())
                    .isEqualTo(400);
            assertThat(post(new byte[AddCheckpoint.LONGEST + 1]).statusCode()).isEqualTo(413);
            URI other = URI.create("http://127.0.0.1:" + server.port() + "/add-checkpoint/x");
            assertThat(send(HttpRequest.newBuilder(other).POST(HttpRequest.BodyPublishers.ofString(good)))
                            .statusCode())
                    .isEqualTo(404);
            URI read = URI.create("http://127.0.0.1:" + server.port() + "/add-checkpoint");
            assertThat(send(HttpRequest.newBuilder(read).GET()).statusCode()).isEqualTo(405);
            // A proof for a tree that is seen first would be left over.
            assertThat(post(good.replace("old 0\n", "old 0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")
                                    .getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(422);
        }

        @Test
        void takesASignatureOfEitherKeyAndNoBrokenOne() throws Exception {
            List<SignedCheckpoint.Line> lines = log.head(5).signatures();
            String text = log.head(5).checkpoint().text();
            for (SignedCheckpoint.Line line : lines) {
                assertThat(post(("old 0\n\n" + text + "\n" + line.text()).getBytes(UTF_8))
                                .statusCode())
                        .isIn(200, 409);
            }
            String ofAnother = log.head(6).signatures().getFirst().text();
            assertThat(post(("old 5\n\n" + text + "\n" + ofAnother).getBytes(UTF_8))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(("old 5\n\n" + text + "\n" + lines.getFirst().text() + ofAnother).getBytes(UTF_8))
                            .statusCode())
                    .as("one good and one broken line of the same key")
                    .isEqualTo(403);
        }

        @Test
        void neverGoesBackWhenManyAskAtOnce() throws Exception {
            log.grow(50);
            List<Callable<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int size = 1 + (i * 37) % 60;
                asked.add(() -> {
                    WitnessAnswer answer = client().ask(log.head(size), log);
                    return answer instanceof WitnessAnswer.Cosigned ? size : 0;
                });
            }
            int largest = 0;
            try (ExecutorService many = Executors.newFixedThreadPool(12)) {
                for (Future<Integer> size : many.invokeAll(asked)) {
                    largest = Math.max(largest, size.get());
                }
            }
            assertThat(largest).isPositive();
            assertThat(post(log.request(0, 60).bytes()).body()).isEqualTo(largest + "\n");
        }

        @Test
        void neverCosignsTwoHistoriesThatComeAtOnce(@TempDir Path other) throws Exception {
            GrowingLog fork = log.forkedAt(0);
            for (int round = 0; round < 20; round++) {
                Path folder = Files.createDirectory(other.resolve("round" + round));
                WitnessState memory = new WitnessState(folder, key, Clock.systemUTC());
                CyclicBarrier both = new CyclicBarrier(2);
                List<Callable<WitnessState.Decision>> asked = new ArrayList<>();
                for (GrowingLog one : List.of(log, fork)) {
                    asked.add(() -> {
                        both.await();
                        return memory.add(one.request(0, 10));
                    });
                }
                int cosigned = 0;
                try (ExecutorService two = Executors.newFixedThreadPool(2)) {
                    for (Future<WitnessState.Decision> decision : two.invokeAll(asked)) {
                        cosigned += decision.get() instanceof WitnessState.Decision.Cosigned ? 1 : 0;
                    }
                }
                assertThat(cosigned).as("round " + round).isEqualTo(1);
            }
        }

        @Test
        void remembersNothingThatCouldNotBeWritten() throws Exception {
            post(log.request(0, 5).bytes());
            Path file;
            try (Stream<Path> files = Files.list(state)) {
                file = files.filter(path -> path.toString().endsWith(".checkpoint"))
                        .findFirst()
                        .orElseThrow();
            }
            byte[] known = Files.readAllBytes(file);
            Files.delete(file);
            Files.createDirectory(file);
            assertThat(post(log.request(5, 8).bytes()).statusCode()).isEqualTo(500);
            Files.delete(file);
            // Broken is not forgotten: else whoever breaks it could begin anew.
            Files.write(file, new byte[] {1, 2, 3});
            assertThat(post(log.request(0, 8).bytes()).statusCode()).isEqualTo(500);
            Files.write(file, known);
            assertThat(post(log.request(5, 8).bytes()).statusCode()).isEqualTo(200);
        }

        @Test
        void doesNotBeginWithoutItsMemoryOrBesideAnother() {
            assertThatThrownBy(() ->
                            new WitnessServer(local(), key, state.resolve("lost"), keys(log.keys), Clock.systemUTC()))
                    .isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> serve(key)).isInstanceOf(IOException.class).hasMessageContaining("Another");
        }
    }

    @Nested
    class Keys {

        @ParameterizedTest
        @EnumSource(
                value = SignatureType.class,
                names = {"ED25519_COSIGNATURE", "ML_DSA_44"})
        void cosignInBothKinds(SignatureType type) throws IOException {
            CosignerKey own = CosignerKey.generate("witness.example/w2", type, new SecureRandom());
            assertThat(CosignerKey.parse(own.file()).verifier()).isEqualTo(own.verifier());
            assertThat(VerifierKey.parse(own.verifier().toString())).isEqualTo(own.verifier());
            assertThat(own).hasToString("CosignerKey[witness.example/w2]");
            server.close();
            server = serve(own);
            WitnessAnswer answer = client(own.verifier()).ask(log.head(), log);
            assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
            SignedCheckpoint note = log.head().with(List.of(((WitnessAnswer.Cosigned) answer).line()));
            assertThat(note.cosignedAt(own.verifier())).isPresent();
        }

        @Test
        void ofAnotherWitnessAreNotTakenForTheOneThatWasAsked() {
            CosignerKey other =
                    CosignerKey.generate(key.verifier().name(), SignatureType.ED25519_COSIGNATURE, new SecureRandom());
            assertThat(client(other.verifier()).ask(log.head(), log))
                    .isInstanceOfSatisfying(
                            WitnessAnswer.Unreachable.class,
                            silent -> assertThat(silent.sentence()).contains("without a signature by its key"));
        }

        @Test
        void areKeptSoThatOnlyTheirOwnerReadsThem() throws IOException {
            Path file = state.resolve("own.key");
            DurableFiles.writePrivate(file, key.file().getBytes(UTF_8));
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }
}
