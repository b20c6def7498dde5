package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Only a fresh token of our realm, made out to us, lets anybody in; the second factor counts for a quarter of an hour. */
class TokenTests {

    private static final Installation VISOR = Installation.shared();
    private static final Issuer ISSUER = VISOR.issuer();
    private static final Database DATABASE = new Database(VISOR.bean(DatabaseAccess.class));

    /** Somebody whom the installation has never seen. */
    private static Person unknown() {
        return new Person(UUID.randomUUID(), "unknown", Set.of("client"), "acme", List.of(), 2, null);
    }

    static Stream<Arguments> forged() throws JOSEException {
        Person person = unknown();
        JWTClaimsSet claims = ISSUER.claims(person).build();
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        return Stream.of(
                Arguments.of("another audience", person, token(person, "other", Issuer.ADDRESS)),
                Arguments.of("no audience", person, changed(person).audience((String) null)),
                Arguments.of("another issuer", person, token(person, "visor", "http://issuer.test/realms/other")),
                Arguments.of("no issuer", person, changed(person).issuer(null)),
                Arguments.of("expired", person, ISSUER.token(person, "visor", Issuer.ADDRESS, Duration.ofMinutes(-2))),
                Arguments.of("no end", person, changed(person).expirationTime(null)),
                Arguments.of(
                        "not yet",
                        person,
                        changed(person).notBeforeTime(Date.from(Instant.now().plusSeconds(300)))),
                Arguments.of("signed by another key", person, Issuer.signed(claims, own)),
                Arguments.of("not signed", person, new PlainJWT(claims).serialize()),
                Arguments.of(
                        "HS256 with the public key",
                        person,
                        macced(claims, ISSUER.publicKey().toJSONString())),
                Arguments.of(
                        "HS256 with the public key's bytes",
                        person,
                        macced(claims, new String(encoded(), StandardCharsets.ISO_8859_1))),
                Arguments.of("no sub", person, changed(person).subject(null)),
                Arguments.of(
                        "a sub that is no identifier", person, changed(person).subject("clara")),
                Arguments.of("cut", person, ISSUER.token(person).substring(0, 200)),
                Arguments.of("no token", person, "nothing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void aForgedTokenIsNobodys(String fault, Person person, Object made) {
        String token = made instanceof JWTClaimsSet.Builder claims ? ISSUER.signed(claims.build()) : made.toString();
        long before = newest();

        Answer answer = VISOR.sendWith(token, "GET", "/api/v1/projects", new byte[0]);

        answer.refused(401, "not-signed-in");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(VISOR.bean(TrailReading.class).newest(null, Long.MAX_VALUE, 20))
                .filteredOn(record -> record.position() > before)
                .extracting(TrailRecord::action, TrailRecord::actor)
                .containsOnly(tuple("access.refused", "anonymous"));
        assertThat(known(person.id()))
                .as("keys made for a person who was never let in")
                .isZero();
    }

    @Test
    void aGoodTokenLetsInAndMakesThePersonKnown() {
        Person person = unknown();

        VISOR.get(person, "/api/v1/projects").ok();
        VISOR.get(person, "/api/v1/trail").refused(403, "forbidden");

        assertThat(known(person.id())).isPositive();
    }

    @Test
    void theSecondFactorCountsForAQuarterOfAnHourOnEachActThatNeedsIt() {
        Scene scene = new Scene(VISOR);
        Person officer = scene.person("redaction-officer", "own");
        Person client = scene.person("client", "own");
        String batch = "/api/v1/batches/" + scene.job.batch();
        byte[] nothing = new byte[0];
        byte[] wanted = ("{\"batch\": \"" + scene.job.batch() + "\"}").getBytes(StandardCharsets.UTF_8);
        for (Person weak : weakened(officer)) {
            stepUp(VISOR.send(weak, "POST", batch + "/withdraw", nothing));
            stepUp(VISOR.get(weak, batch + "/review"));
            stepUp(VISOR.get(weak, "/api/v1/views/" + scene.view + "/picture"));
            stepUp(VISOR.get(weak, "/api/v1/assets/" + scene.picture + "/original"));
        }
        for (Person weak : weakened(client)) {
            stepUp(VISOR.send(
                    weak,
                    "POST",
                    "/api/v1/projects/" + scene.job.project + "/exports",
                    wanted,
                    "Content-Type",
                    "application/json"));
        }
        Line.Job staged = scene.project();
        staged.manifest("photo.jpg,whole,someone,consent,reference");
        staged.upload("photo.jpg", Line.photograph()).ok();
        staged.staged();
        weakened(officer).forEach(weak -> stepUp(staged.release(weak)));

        Person recent = officer.authenticated(Instant.now().minus(Duration.ofMinutes(14)));
        VISOR.get(recent, batch + "/review").ok();
        staged.release(recent).ok();
    }

    private static List<Person> weakened(Person person) {
        Instant now = Instant.now();
        return List.of(
                person.withoutSecondFactor(),
                person.authenticated(now.minus(Duration.ofMinutes(20))),
                person.authenticated(now.plus(Duration.ofMinutes(20))));
    }

    private static void stepUp(Answer answer) {
        answer.refused(401, "step-up-required");
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", acr_values=\"2\"");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private static JWTClaimsSet.Builder changed(Person person) {
        return ISSUER.claims(person);
    }

    private static String token(Person person, String audience, String issuer) {
        return ISSUER.token(person, audience, issuer, Duration.ofMinutes(5));
    }

    private static String macced(JWTClaimsSet claims, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(), claims);
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.ISO_8859_1)));
        return token.serialize();
    }

    private static byte[] encoded() throws JOSEException {
        return ISSUER.publicKey().toECPublicKey().getEncoded();
    }

    private static long newest() {
        return VISOR.bean(TrailReading.class).newest(null, Long.MAX_VALUE, 1).stream()
                .mapToLong(TrailRecord::position)
                .findFirst()
                .orElse(0);
    }

    /** How much the installation keeps for a person, in the log's own tables and in the tenant's keys. */
    private static int known(UUID person) {
        int actors = DATABASE.asTrail(trail -> trail.sql("select count(*) from trail_actor where owner = ?")
                .param(person)
                .query(Integer.class)
                .single());
        int keys = 0;
        for (UUID tenant : List.of(new UUID(0, 0), DATABASE.tenant("acme"))) {
            keys += DATABASE.asApp(
                    tenant,
                    app -> app.sql("select count(*) from keys_subject where owner = ?")
                            .param(person)
                            .query(Integer.class)
                            .single());
        }
        return actors + keys;
    }
}
