package dev.visor.audit.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.SignatureType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our client before servers that answer slowly, endlessly, or with lies. */
class WitnessClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final GrowingLog log = new GrowingLog().grow(10);
    private final CosignerKey key =
            CosignerKey.generate("witness.example/w", SignatureType.ED25519_COSIGNATURE, new SecureRandom());
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private ExecutorService executor;
    private volatile Behaviour behaviour = exchange -> {};

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void serve() throws IOException {
        executor = Executors.newVirtualThreadPerTaskExecutor();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                behaviour.answer(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        executor.shutdownNow();
    }

    private WitnessAnswer ask(Behaviour how) {
        behaviour = how;
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new WitnessClient(new Witness("w", key.verifier(), address), PATIENCE).ask(log.head(), log);
    }

    private static Behaviour says(int status, String type, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length() == 0 ? -1 : body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        };
    }

    private static Behaviour knows(String size) {
        return says(409, "text/x.tlog.size", size);
    }

    private void assertUnreachable(WitnessAnswer answer, String reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        WitnessAnswer.Unreachable.class,
                        silent -> assertThat(silent.sentence()).contains(reason));
    }

    @Test
    void waitsNoLongerThanItWasTold() {
        Instant begin = Instant.now();
        assertUnreachable(ask(exchange -> sleep(30_000)), "no whole answer within 2 seconds");
        assertUnreachable(
                ask(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        for (int i = 0; i < 300; i++) {
                            body.write('x');
                            body.flush();
                            sleep(100);
                        }
                    }
                }),
                "no whole answer within 2 seconds");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(25));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void readsNoMoreThanAnAnswerNeeds() {
        assertUnreachable(
                ask(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        for (int i = 0; i < 100_000; i++) {
                            body.write(new byte[1000]);
                        }
                    }
                }),
                "no answer");
    }

    @Test
    void believesNoLineThatDoesNotVerify() {
        String good = key.cosign(log.head().checkpoint(), Instant.now()).text();
        assertThat(ask(says(200, "text/plain", good))).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertUnreachable(
                ask(says(
                        200,
                        "text/plain",
                        key.cosign(log.head(9).checkpoint(), Instant.now()).text())),
                "does not verify");
        CosignerKey other =
                CosignerKey.generate(key.verifier().name(), SignatureType.ED25519_COSIGNATURE, new SecureRandom());
        String foreign = other.cosign(log.head().checkpoint(), Instant.now()).text();
        assertUnreachable(ask(says(200, "text/plain", foreign)), "without a signature by its key");
        assertThat(ask(says(200, "text/plain", foreign + good)))
                .as("lines of unknown keys are ignored")
                .isEqualTo(new WitnessAnswer.Cosigned(key.cosign(log.head().checkpoint(), time(good))));
        assertUnreachable(
                ask(says(
                        200,
                        "text/plain",
                        key.cosign(log.head().checkpoint(), Instant.EPOCH).text())),
                "states no time");
        for (String bad : List.of("", "\n", good.strip(), "yes\n", good + "\n", "\u2014 witness.example/w AAAA\n")) {
            assertThat(ask(says(200, "text/plain", bad))).as(bad).isInstanceOf(WitnessAnswer.Unreachable.class);
        }
    }

    private Instant time(String line) {
        return log.head()
                .with(dev.visor.audit.note.SignedCheckpoint.lines(line))
                .cosignedAt(key.verifier())
                .orElseThrow();
    }

    @Test
    void takesRefusalsForWhatTheyAre() {
        assertThat(ask(says(403, "text/plain", "no\n"))).isInstanceOf(WitnessAnswer.Refused.class);
        assertThat(ask(says(404, "text/plain", "no\n"))).isInstanceOf(WitnessAnswer.Refused.class);
        assertThat(ask(says(422, "text/plain", "no\n"))).isInstanceOf(WitnessAnswer.Forked.class);
        for (int status : new int[] {400, 429, 500, 503}) {
            assertUnreachable(ask(says(status, "text/plain", "no\n")), "answers " + status);
        }
        assertUnreachable(
                ask(exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                    exchange.sendResponseHeaders(302, -1);
                }),
                "answers 302");
    }

    @Test
    void takesASizeOnlyInItsOneForm() {
        assertThat(ask(knows("11\n"))).isEqualTo(new WitnessAnswer.Ahead(11));
        assertThat(ask(knows(Long.MAX_VALUE + "\n"))).isEqualTo(new WitnessAnswer.Ahead(Long.MAX_VALUE));
        for (String bad : List.of("11", "011\n", "-1\n", "+11\n", "11 \n", "\n", "9999999999999999999\n", "11\n11\n")) {
            assertUnreachable(ask(knows(bad)), "without the size");
        }
        assertUnreachable(ask(says(409, "text/plain", "11\n")), "without the size");
    }

    @Test
    void endsWithAWitnessThatNeverAgrees() {
        AtomicInteger size = new AtomicInteger(1);
        assertUnreachable(
                ask(exchange -> knows(size.getAndIncrement() + "\n").answer(exchange)), "names another size each time");
        assertThat(asked).hasValue(3);
        assertUnreachable(ask(knows("0\n")), "refuses to go on from there");
        assertThat(ask(knows("10\n")))
                .as("the same size is known under another root")
                .isEqualTo(new WitnessAnswer.Forked(10));
    }

    @Test
    void asksNobodyToBelieveBrokenTiles() {
        behaviour = knows("5\n");
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        WitnessClient client = new WitnessClient(new Witness("w", key.verifier(), address), PATIENCE);
        assertThatThrownBy(() -> client.ask(log.head(), tile -> Collections.nCopies(tile.width(), Hash.ZERO)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("do not lead to its signed root");
        assertThat(asked).as("no witness saw a proof that is none").hasValueLessThanOrEqualTo(1);
    }

    @Test
    void saysThatNobodyListens() {
        server.stop(0);
        assertUnreachable(ask(exchange -> {}), "no answer");
    }
}
