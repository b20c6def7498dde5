package dev.visor.audit.timestamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of OpenSSL's authority, and what must not pass for one. */
class TimeTokenTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] CONTENT = "a signed checkpoint\n".getBytes(UTF_8);

    @TempDir
    static Path place;

    private static OpensslAuthority authority;
    private static TimeAuthorities trusted;

    @BeforeAll
    static void start() throws IOException {
        authority = new OpensslAuthority(place);
        trusted = TimeAuthorities.parse(Files.readAllBytes(authority.root()));
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @BeforeEach
    void untouched() {
        authority.onTheWay = answer -> answer;
    }

    private static TimeClient client(@Nullable String policy) {
        return new TimeClient(authority.address(), policy, trusted, PATIENCE);
    }

    @Test
    void areMadeForTheBytesThatWereSent() throws IOException {
        Instant before = Instant.now().minusSeconds(2);
        TimeToken token = client(null).stamp(CONTENT);
        TimeToken read = TimeToken.parse(token.encoded());
        read.verify(CONTENT, trusted);
        assertThat(read.time()).isBetween(before, Instant.now().plusSeconds(2));
        assertThat(read.policy()).isEqualTo("1.2.3.4.1");
        assertThat(client("1.2.3.4.5").stamp(CONTENT).policy()).isEqualTo("1.2.3.4.5");
        Path stamped = Files.write(place.resolve("stamped"), CONTENT);
        assertThat(authority.accepts(stamped, Files.write(place.resolve("stamped.tsr"), token.encoded())))
                .isTrue();
        Files.writeString(stamped, "another\n");
        assertThat(authority.accepts(stamped, place.resolve("stamped.tsr"))).isFalse();
        assertRefused(() -> read.verify("another\n".getBytes(UTF_8), trusted), "over other bytes");
    }

    @Test
    void ofAnotherRequestAreNotTaken() throws IOException {
        byte[] old = client(null).stamp(CONTENT).encoded();
        authority.onTheWay = answer -> old;
        assertRefused(() -> client(null).stamp(CONTENT), "not one to this request");
        byte[] withoutNonce = authority.stamp(CONTENT, "-sha256 -no_nonce");
        authority.onTheWay = answer -> withoutNonce;
        assertRefused(() -> client(null).stamp(CONTENT), "not one to this request");
        authority.onTheWay = answer -> answer;
        assertRefused(() -> client("1.2.3.4.9").stamp(CONTENT), "grants no time stamp");
        authority.onTheWay = answer -> new byte[] {0x30, 0x03, 0x02, 0x01, 0x00};
        assertRefused(() -> client(null).stamp(CONTENT), "time stamp");
        authority.onTheWay = answer -> "no".getBytes(UTF_8);
        assertRefused(() -> client(null).stamp(CONTENT), "time stamp");
    }

    @Test
    void ofAnotherRuleAreNotTaken() throws IOException {
        // The answer is to this request in all but the rule.
        authority.onTheWay = answer -> {
            byte[] other = answer.clone();
            for (int i = 0; i + 5 < other.length; i++) {
                if (other[i] == 0x06 && other[i + 1] == 4 && other[i + 5] == 5 && other[i + 4] == 4) {
                    other[i + 5] = 1;
                }
            }
            return other;
        };
        assertRefused(() -> client("1.2.3.4.5").stamp(CONTENT), "not one to this request");
    }

    @ParameterizedTest
    @CsvSource({
        "good, ",
        "expired, does not stand",
        "future, does not stand",
        "purpose, does not stand",
        "lax, does not stand"
    })
    void needACertificateForTimeStampingThatWasValidThen(String signer, @Nullable String reason) throws Exception {
        byte[] answer = authority.resigned(authority.stamp(CONTENT, "-sha256"), signer);
        TimeToken token = TimeToken.parse(answer);
        if (reason == null) {
            token.verify(CONTENT, trusted);
        } else {
            assertRefused(() -> token.verify(CONTENT, trusted), reason);
        }
        Path stamped = Files.write(place.resolve("stamped"), CONTENT);
        if (!signer.equals("future") && !signer.equals("expired")) {
            // OpenSSL judges validity as of today, not as of the token's time.
            assertThat(authority.accepts(stamped, Files.write(place.resolve("signer.tsr"), answer)))
                    .isEqualTo(reason == null);
        }
    }

    @Test
    void needAWayToATrustedAuthority(@TempDir Path elsewhere) throws IOException {
        try (OpensslAuthority other = new OpensslAuthority(elsewhere)) {
            TimeToken token = TimeToken.parse(other.stamp(CONTENT, "-sha256"));
            assertRefused(() -> token.verify(CONTENT, trusted), "does not lead to a trusted one");
            TimeAuthorities others = TimeAuthorities.parse(Files.readAllBytes(other.root()));
            token.verify(CONTENT, others);
            // A client that knows whom it trusts keeps no token of another.
            TimeClient client = new TimeClient(authority.address(), null, others, PATIENCE);
            assertRefused(() -> client.stamp(CONTENT), "does not lead to a trusted one");
        }
    }

    @Test
    void needADigestThatStands() throws IOException {
        TimeToken.parse(authority.stamp(CONTENT, "-sha512")).verify(CONTENT, trusted);
        TimeToken weak = TimeToken.parse(authority.stamp(CONTENT, "-sha1"));
        assertRefused(() -> weak.verify(CONTENT, trusted), "digest other than");
    }

    @Test
    void doNotStandWithAnyByteOfTheStatementChanged() throws IOException {
        byte[] good = authority.stamp(CONTENT, "-sha256");
        int refused = 0;
        for (int at = 30; at < 200; at++) {
            byte[] altered = good.clone();
            altered[at] ^= 1;
            try {
                TimeToken token = TimeToken.parse(altered);
                token.verify(CONTENT, trusted);
                // What is left is how the form is written, never what it says.
                assertThat(token.time()).isEqualTo(TimeToken.parse(good).time());
            } catch (TimeTokenException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(120);
        assertRefused(() -> TimeToken.parse(new byte[TimeToken.LONGEST + 1]), "at most");
        assertRefused(() -> TimeAuthorities.parse("no".getBytes(UTF_8)), "PEM");
    }

    @Test
    void areNotWaitedForForEverAndNotReadWithoutEnd() throws IOException {
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 10_000; i++) {
                    body.write(new byte[10_000]);
                }
            }
        });
        endless.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + endless.getAddress().getPort());
            assertThatThrownBy(() -> new TimeClient(address, null, null, PATIENCE).stamp(CONTENT))
                    .isInstanceOf(IOException.class);
        } finally {
            endless.stop(0);
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String reason) {
        assertThatThrownBy(act).isInstanceOf(TimeTokenException.class).hasMessageContaining(reason);
    }
}
