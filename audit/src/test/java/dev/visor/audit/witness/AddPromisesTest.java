package dev.visor.audit.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.VerifierKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises handed to a witness over real HTTP: kept once each and for good, and nothing but promises. */
class AddPromisesTest {

    private static final String ORIGIN = "visor/abcdefgh234567ab";
    private static final String PAGE = "https://visor.example";
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final int MOST = 1200;

    @TempDir
    Path state;

    private final LogKeys log = LogKeys.generate(ORIGIN, new SecureRandom());
    private final LogKeys second = LogKeys.generate("visor/second", new SecureRandom());
    private final HttpClient client = HttpClient.newHttpClient();
    private WitnessServer server;

    @BeforeEach
    void serve() throws IOException {
        List<VerifierKey> keys = new ArrayList<>();
        for (LogKeys one : List.of(log, second)) {
            keys.addAll(List.of(one.verifiers().ed25519(), one.verifiers().mlDsa44()));
        }
        server = new WitnessServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                CosignerKey.generate("witness.example/dpo", SignatureType.ED25519_COSIGNATURE, new SecureRandom()),
                state,
                keys,
                List.of(PAGE),
                MOST,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        client.close();
    }

    private static String promise(LogKeys keys, int i) {
        return keys.promise(Hash.leaf(("record " + i).getBytes(UTF_8)), NOW).line();
    }

    private List<String> promises(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> promise(log, i)).toList();
    }

    private HttpRequest.Builder request(List<String> lines) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/add-promises"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines) + "\n"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String add(List<String> lines) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(lines));
        return answer.statusCode() + " " + answer.body().strip();
    }

    private Path file(LogKeys keys) {
        return state.resolve(AddPromises.name(keys.verifiers().origin()));
    }

    private List<String> kept() throws IOException {
        return Files.exists(file(log)) ? Files.readAllLines(file(log)) : List.of();
    }

    @Test
    void areKeptOnceEachInTheOrderTheyCame() throws Exception {
        assertThat(add(promises(0, 3))).isEqualTo("200 new 3");
        assertThat(add(promises(1, 5))).isEqualTo("200 new 2");
        assertThat(add(List.of(promise(log, 5), promise(log, 5)))).isEqualTo("200 new 1");
        assertThat(kept()).isEqualTo(promises(0, 6));
        assertThat(Files.getPosixFilePermissions(file(log))).hasSize(2);
    }

    @Test
    void liveOnWhenTheWitnessBeginsAgain() throws Exception {
        add(promises(0, 3));
        server.close();
        serve();
        assertThat(add(promises(2, 4))).isEqualTo("200 new 1");
        assertThat(kept()).isEqualTo(promises(0, 4));
    }

    @Test
    void ofSeveralLogsLieApart() throws Exception {
        assertThat(add(List.of(promise(log, 1), promise(second, 1)))).isEqualTo("200 new 2");
        assertThat(kept()).containsExactly(promise(log, 1));
        assertThat(Files.readAllLines(file(second))).containsExactly(promise(second, 1));
    }

    @Test
    void thatTheLogDidNotSignAreRefusedWithAllThatCameAlong() throws Exception {
        LogKeys forger = LogKeys.generate(ORIGIN, new SecureRandom());
        String stranger = promise(LogKeys.generate("visor/stranger", new SecureRandom()), 1);
        String good = promise(log, 0);
        assertThat(add(List.of(good, promise(forger, 1))))
                .isEqualTo("403 Line 2: No key that is known here signed this");
        assertThat(add(List.of(good, stranger))).isEqualTo("404 Line 2: This log is not served here");
        assertThat(add(List.of(good, good.substring(1)))).startsWith("400 Line 2: Not a promise");
        assertThat(add(List.of("../../etc/passwd"))).startsWith("400 Line 1: Not a promise");
        assertThat(add(List.of(""))).startsWith("400 A request has 1 to 1000 promises");
        assertThat(kept()).isEmpty();
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files.filter(path -> path.toString().endsWith(".promises")
                            && !path.getFileName().equals(file(log).getFileName())))
                    .isEmpty();
        }
    }

    @Test
    void areTakenByTheThousandAtMost() throws Exception {
        assertThat(add(promises(0, AddPromises.MOST_LINES + 1))).startsWith("400 ");
        assertThat(add(List.of("A".repeat(AddPromises.LONGEST)))).startsWith("413 ");
        assertThat(kept()).isEmpty();
        assertThat(add(promises(0, AddPromises.MOST_LINES))).isEqualTo("200 new 1000");
    }

    @Test
    void ofALogThatFloodsAreRefusedAndPushNothingOut() throws Exception {
        add(promises(0, 1000));
        assertThat(add(promises(900, 1201))).startsWith("507 This witness keeps 1200 promises of a log");
        assertThat(add(promises(900, 1200))).isEqualTo("200 new 200");
        assertThat(add(promises(0, 10))).isEqualTo("200 new 0");
        assertThat(add(List.of(promise(second, 1)))).as("another log's").isEqualTo("200 new 1");
        assertThat(kept()).isEqualTo(promises(0, 1200));

        // Its keeper looked at them, and moves them away.
        Files.move(file(log), state.resolve("2026-11.promises"));
        assertThat(add(promises(1200, 1201))).isEqualTo("200 new 1");
        assertThat(kept()).isEqualTo(promises(1200, 1201));
    }

    @Test
    void whoseEndWasLostWithTheMachineAreTakenAgain() throws Exception {
        add(promises(0, 3));
        server.close();
        String text = Files.readString(file(log));
        Files.writeString(file(log), text.substring(0, text.length() - 100));
        serve();
        assertThat(add(promises(0, 3))).isEqualTo("200 new 1");
        assertThat(kept()).isEqualTo(promises(0, 3));
    }

    @Test
    void thatCannotBeWrittenAreNotSaidToBeKept() throws Exception {
        add(promises(0, 1));
        Path away = state.resolve("away");
        Files.move(file(log), away);
        Files.createDirectory(file(log));
        assertThat(add(promises(1, 2))).startsWith("500 ");
        Files.delete(file(log));
        Files.move(away, file(log));
        assertThat(add(promises(0, 2))).isEqualTo("200 new 1");
        assertThat(kept()).isEqualTo(promises(0, 2));
    }

    @Test
    void thatManyBringAtOnceAreKeptOnceEach() throws Exception {
        List<Callable<String>> asked = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int from = i;
            asked.add(() -> add(promises(from, from + 20)));
        }
        int fresh = 0;
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            for (Future<String> answer : many.invokeAll(asked)) {
                assertThat(answer.get()).startsWith("200 new ");
                fresh += Integer.parseInt(answer.get().substring("200 new ".length()));
            }
        }
        assertThat(fresh).isEqualTo(43);
        assertThat(kept()).hasSize(43).doesNotHaveDuplicates();
    }

    @Test
    void comeOutOfListedPagesOnly() throws Exception {
        HttpResponse<String> listed = send(request(promises(0, 1)).header("Origin", PAGE));
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.headers().map())
                .containsEntry("access-control-allow-origin", List.of(PAGE))
                .containsEntry("vary", List.of("Origin"));
        for (String other : List.of("https://evil.example", "null", PAGE + ".evil.example", "http://visor.example")) {
            HttpResponse<String> refused = send(request(promises(1, 2)).header("Origin", other));
            assertThat(refused.statusCode()).as(other).isEqualTo(403);
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
        assertThat(kept()).isEqualTo(promises(0, 1));
        HttpResponse<String> before = send(request(List.of())
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", PAGE));
        assertThat(before.statusCode()).isEqualTo(204);
        assertThat(before.headers().map()).containsEntry("access-control-allow-methods", List.of("POST"));
        assertThat(send(request(List.of()).GET()).statusCode()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "visor.example", "https://visor.example/", "https://Visor.example", "ftp://a"})
    void areNotToComeFromWhatIsNoOrigin(String origin) {
        assertThatThrownBy(() -> new WebOrigins(List.of(origin))).isInstanceOf(IllegalArgumentException.class);
    }
}
