package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.access.SignedOut;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A session that ended at the identity provider ends here: by its word, which nobody else can give; by a look at who was disabled; and
 * for whatever needs a second factor by asking each time.
 */
class SessionEndTests {

    private static final String LOGOUT = "/logout/connect/back-channel/visor";

    private static final Installation VISOR =
            Installation.fresh("session-ends", Map.of("visor.access.leavers-every", "500ms"));
    private static final Issuer ISSUER = VISOR.issuer();
    private static final List<SignedOut> OUT = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void listens() {
        new Line(VISOR).setUp();
        VISOR.hear(SignedOut.class, OUT::add);
    }

    @AfterAll
    static void closes() {
        VISOR.close();
    }

    private static Person client() {
        return new Person(UUID.randomUUID(), "someone", Set.of("client"), "acme", List.of(), 2, null);
    }

    private static Person administrator() {
        return new Person(UUID.randomUUID(), "admin", Set.of("administrator"), null, List.of(), 2, null);
    }

    private static Answer tell(String token) {
        return VISOR.send(
                null,
                "POST",
                LOGOUT,
                ("logout_token=" + token).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static boolean isSignedIn(Browser browser) {
        return browser.get("/api/v1/session").ok().json().path("signedIn").asBoolean();
    }

    private static List<TrailRecord> signOuts(String tenant) {
        return VISOR
                .bean(TrailReading.class)
                .newest(
                        new dev.visor.gateway.keys.TenantId(
                                new Database(VISOR.bean(DatabaseAccess.class)).tenant(tenant)),
                        Long.MAX_VALUE,
                        TrailReading.PAGE)
                .stream()
                .filter(record -> record.action().equals("access.sign-out"))
                .toList();
    }

    @Test
    void theWordOfTheIdentityProviderEndsExactlyThatSession() {
        Person person = client();
        Browser one = Browser.signedIn(VISOR, person);
        Browser other = Browser.signedIn(VISOR, person);
        Browser somebody = Browser.signedIn(VISOR, client());
        int before = signOuts("acme").size();
        long began = System.nanoTime();

        Answer answer = tell(ISSUER.signed(Issuer.logout(person, one.session).build()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        one.get("/api/v1/projects").refused(401, "not-signed-in");
        assertThat(isSignedIn(one)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
        assertThat(isSignedIn(other)).isTrue();
        assertThat(isSignedIn(somebody)).isTrue();
        other.get("/api/v1/projects").ok();
        assertThat(OUT)
                .filteredOn(out -> out.person().value().equals(person.id()))
                .hasSize(1);
        assertThat(signOuts("acme")).hasSize(before + 1);
        assertThat(signOuts("acme").getFirst().facts()).containsEntry("by", "identity-provider");
    }

    @Test
    void aTokenOfASessionThatEndedIsRefusedHoweverLongItIsValid() {
        Person person = client();
        String session = UUID.randomUUID().toString();
        String ended = ISSUER.signed(ISSUER.claims(person).claim("sid", session).build());
        String goesOn =
                ISSUER.signed(ISSUER.claims(person).claim("sid", "other").build());
        VISOR.sendWith(ended, "GET", "/api/v1/projects", new byte[0]).ok();

        assertThat(tell(ISSUER.signed(Issuer.logout(person, session).build())).status())
                .isEqualTo(200);

        VISOR.sendWith(ended, "GET", "/api/v1/projects", new byte[0]).refused(401, "not-signed-in");
        VISOR.sendWith(goesOn, "GET", "/api/v1/projects", new byte[0]).ok();
    }

    @Test
    void aWordThatNamesThePersonAloneEndsAllSessionsOfThatPerson() {
        Person person = client();
        Browser one = Browser.signedIn(VISOR, person);
        Browser other = Browser.signedIn(VISOR, person);
        Browser somebody = Browser.signedIn(VISOR, client());

        tell(ISSUER.signed(Issuer.logout(person, "none").claim("sid", null).build()));

        assertThat(isSignedIn(one)).isFalse();
        assertThat(isSignedIn(other)).isFalse();
        assertThat(isSignedIn(somebody)).isTrue();
        assertThat(isSignedIn(Browser.signedIn(VISOR, person)))
                .as("who signs in again afterwards")
                .isTrue();
    }

    @Test
    void anotherProcessIsToldByTheDatabase() {
        Person person = client();
        Browser one = Browser.signedIn(VISOR, person);
        Browser other = Browser.signedIn(VISOR, person);

        new Database(VISOR.bean(DatabaseAccess.class))
                .asApp(
                        null,
                        app -> app.sql("insert into session_end (kind, label, until)"
                                        + " values ('sign-in', ?, now() + interval '1 hour')")
                                .param(one.session)
                                .update());

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !isSignedIn(one));
        assertThat(isSignedIn(other)).isTrue();
    }

    static Stream<Arguments> forged() throws JOSEException {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        Instant now = Instant.now();
        return Stream.of(
                changed("another audience", claims -> claims.audience("visor")),
                changed("no audience", claims -> claims.audience((String) null)),
                changed("another issuer", claims -> claims.issuer("http://issuer.test/realms/other")),
                changed("no issuer", claims -> claims.issuer(null)),
                changed("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                changed("no end", claims -> claims.expirationTime(null)),
                changed("old", claims -> claims.issueTime(Date.from(now.minusSeconds(600)))),
                changed("from the future", claims -> claims.issueTime(Date.from(now.plusSeconds(600)))),
                changed("no time", claims -> claims.issueTime(null)),
                changed("with a nonce", claims -> claims.claim("nonce", "n")),
                changed("no event", claims -> claims.claim("events", null)),
                changed("another event", claims -> claims.claim("events", Map.of("http://other", Map.of()))),
                changed(
                        "an event that is a word",
                        claims -> claims.claim("events", "http://schemas.openid.net/event/backchannel-logout")),
                changed("no identifier", claims -> claims.jwtID(null)),
                changed("nobody's", claims -> claims.claim("sid", null).subject(null)),
                changed("a person that is none", claims -> claims.subject("clara")),
                Arguments.of("signed by another key", (UnaryOperator<JWTClaimsSet.Builder>) claims -> claims, own),
                Arguments.of("not signed", (UnaryOperator<JWTClaimsSet.Builder>) claims -> claims, null));
    }

    private static Arguments changed(String fault, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(fault, change, ISSUER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void aForgedWordEndsNothing(String fault, UnaryOperator<JWTClaimsSet.Builder> change, Object by) {
        Person person = client();
        Browser browser = Browser.signedIn(VISOR, person);
        JWTClaimsSet claims =
                change.apply(Issuer.logout(person, browser.session)).build();
        String token = switch (by) {
            case null -> new PlainJWT(claims).serialize();
            case ECKey key -> Issuer.signed(claims, key);
            default -> ISSUER.signed(claims);
        };

        tell(token).refused(400, "logout-token");

        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void aTokenOfAnotherKindEndsNothing() {
        Person person = client();
        Browser browser = Browser.signedIn(VISOR, person);

        tell(ISSUER.signed(ISSUER.claims(person).claim("sid", browser.session).build()))
                .refused(400, "logout-token");
        tell("").refused(400, "logout-token");
        tell("a".repeat(20_000)).refused(400, "logout-token");
        VISOR.send(null, "POST", LOGOUT, new byte[0]).refused(400, "logout-token");

        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void aWordIsGoodOnce() {
        Person person = client();
        Browser browser = Browser.signedIn(VISOR, person);
        String word =
                ISSUER.signed(Issuer.logout(person, "none").claim("sid", null).build());
        assertThat(tell(word).status()).isEqualTo(200);
        assertThat(isSignedIn(browser)).isFalse();
        Browser again = Browser.signedIn(VISOR, person);

        tell(word).refused(400, "logout-token");

        assertThat(isSignedIn(again)).isTrue();
    }

    @Test
    void leavingByOneselfIsToldToo() {
        Person person = client();
        Browser browser = Browser.signedIn(VISOR, person);

        assertThat(browser.post("/logout").status()).isEqualTo(204);

        assertThat(isSignedIn(browser)).isFalse();
        assertThat(OUT)
                .filteredOn(out -> out.person().value().equals(person.id()))
                .hasSize(1);
    }

    @Test
    void whoeverIsDisabledIsOutSoonWithoutAWord() {
        Person person = client();
        Browser one = Browser.signedIn(VISOR, person);
        Browser somebody = Browser.signedIn(VISOR, client());
        String token = ISSUER.token(person);
        VISOR.sendWith(token, "GET", "/api/v1/projects", new byte[0]).ok();
        long began = System.nanoTime();

        ISSUER.disable(person);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !isSignedIn(one));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> VISOR.sendWith(token, "GET", "/api/v1/projects", new byte[0])
                                .status()
                        == 401);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
        assertThat(isSignedIn(somebody)).isTrue();
    }

    @Test
    void whatNeedsASecondFactorIsRefusedAtOnceToWhoeverWasDisabled() {
        Person person = administrator();
        String session = UUID.randomUUID().toString();
        String token = ISSUER.signed(ISSUER.claims(person).claim("sid", session).build());
        String wanted = "{\"act\": \"root-rotate\", \"object\": \"domain:" + UUID.randomUUID()
                + "\", \"reason\": \"The yearly turn\"}";
        VISOR.sendWith(token, "POST", "/api/v1/approvals", bytes(wanted), "Content-Type", "application/json")
                .ok();
        VISOR.sendWith(token, "GET", "/api/v1/tenants", new byte[0]).ok();

        ISSUER.end(session);

        // A good answer counts for three seconds.
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> VISOR.sendWith(
                                        token,
                                        "POST",
                                        "/api/v1/approvals",
                                        bytes(wanted),
                                        "Content-Type",
                                        "application/json")
                                .status()
                        != 201);
        Answer answer =
                VISOR.sendWith(token, "POST", "/api/v1/approvals", bytes(wanted), "Content-Type", "application/json");
        answer.refused(401, "session-ended");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        VISOR.sendWith(token, "GET", "/api/v1/tenants", new byte[0]).ok();
    }

    @Test
    void aBrowserIsAskedForAsWell() {
        Person officer =
                new Person(UUID.randomUUID(), "officer", Set.of("redaction-officer"), "acme", List.of(), 2, null);
        Browser browser = Browser.signedIn(VISOR, officer);
        Line.Job job = new Line(VISOR).project();
        job.manifest("photo.jpg,whole,someone,consent,reference");
        String review = "/api/v1/batches/" + job.batch() + "/review";
        int before = ISSUER.introspections();
        browser.get("/api/v1/batches/" + job.batch()).ok();
        assertThat(ISSUER.introspections())
                .as("asked for what can be read without")
                .isEqualTo(before);
        browser.get(review).ok();
        browser.get(review).ok();
        assertThat(ISSUER.introspections()).as("asked once in three seconds").isEqualTo(before + 1);

        Browser other = Browser.signedIn(VISOR, officer);
        ISSUER.end(other.session);
        other.get(review).refused(401, "session-ended");
    }

    @Test
    void whatNeedsASecondFactorWaitsWhileTheIdentityProviderIsAway() {
        Person person = administrator();
        String wanted = "{\"act\": \"root-rotate\", \"object\": \"domain:" + UUID.randomUUID()
                + "\", \"reason\": \"The yearly turn\"}";
        ISSUER.away(true);
        try {
            VISOR.post(person, "/api/v1/approvals", wanted).refused(503, "identity-unavailable");
            VISOR.get(person, "/api/v1/tenants").ok();
        } finally {
            ISSUER.away(false);
        }
        VISOR.post(person, "/api/v1/approvals", wanted).ok();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
