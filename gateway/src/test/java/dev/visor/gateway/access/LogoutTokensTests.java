package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** What passes for the identity provider's word that a session ended: each flaw alone is enough to be refused. */
class LogoutTokensTests {

    private static final String ISSUER = "http://issuer.test/realms/visor";

    private static HttpServer realm;
    private static ECKey key;
    private static RSAKey other;
    private static JwtDecoder decoder;

    @BeforeAll
    static void realmGivesItsKeysOut() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        other = new RSAKeyGenerator(2048).keyID("two").generate();
        byte[] keys = new JWKSet(List.of(key.toPublicJWK(), other.toPublicJWK()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        realm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        realm.createContext("/certs", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        realm.start();
        String certs = "http://localhost:" + realm.getAddress().getPort() + "/certs";
        decoder = LogoutTokens.decoder(
                new KeycloakClient.Settings(ISSUER, certs, "visor-gateway", "", "", "", "", "", ""), Clock.systemUTC());
    }

    @AfterAll
    static void realmStops() {
        realm.stop(0);
    }

    private static JWTClaimsSet.Builder good() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("visor-gateway")
                .subject(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", "a-session")
                .claim("events", Map.of(LogoutTokens.EVENT, Map.of()));
    }

    private static String signed(JWTClaimsSet.Builder claims, String type) throws JOSEException {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one");
        if (!type.isEmpty()) {
            header.type(new JOSEObjectType(type));
        }
        SignedJWT token = new SignedJWT(header.build(), claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JWT", "logout+jwt"})
    void theRealmsWordIsTaken(String type) throws JOSEException {
        assertThat(decoder.decode(signed(good(), type)).getClaimAsString("sid")).isEqualTo("a-session");
        assertThat(decoder.decode(signed(good().subject(null), type)).getSubject())
                .isNull();
        assertThat(decoder.decode(signed(good().claim("sid", null), type)).getSubject())
                .isNotNull();
    }

    static Stream<Arguments> flaws() {
        Instant now = Instant.now();
        return Stream.of(
                flaw("another audience", claims -> claims.audience("visor")),
                flaw("no audience", claims -> claims.audience((String) null)),
                flaw("another issuer", claims -> claims.issuer("http://issuer.test/realms/other")),
                flaw("no issuer", claims -> claims.issuer(null)),
                flaw("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(90)))),
                flaw("no end", claims -> claims.expirationTime(null)),
                flaw("old", claims -> claims.issueTime(Date.from(now.minusSeconds(400)))),
                flaw("from the future", claims -> claims.issueTime(Date.from(now.plusSeconds(90)))),
                flaw("no time", claims -> claims.issueTime(null)),
                flaw("a nonce", claims -> claims.claim("nonce", "n")),
                flaw("no event", claims -> claims.claim("events", null)),
                flaw("another event", claims -> claims.claim("events", Map.of("http://other", Map.of()))),
                flaw("an event that is a word", claims -> claims.claim("events", LogoutTokens.EVENT)),
                flaw("an event of a word", claims -> claims.claim("events", Map.of(LogoutTokens.EVENT, "yes"))),
                flaw("no identifier", claims -> claims.jwtID(null)),
                flaw("a blank identifier", claims -> claims.jwtID(" ")),
                flaw("an identifier that is too long", claims -> claims.jwtID("x".repeat(256))),
                flaw("nobody's", claims -> claims.claim("sid", null).subject(null)),
                flaw("a blank session", claims -> claims.claim("sid", "")),
                flaw("a person that is none", claims -> claims.subject("clara")));
    }

    private static Arguments flaw(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flaws")
    void eachFlawAloneIsRefused(String name, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        String token = signed(change.apply(good()), "logout+jwt");

        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void anotherTypeKeyOrAlgorithmIsRefused() throws JOSEException {
        ECKey own = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        SignedJWT byAnotherKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), good().build());
        byAnotherKey.sign(new ECDSASigner(own));
        SignedJWT byAnotherAlgorithm = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("two").build(), good().build());
        byAnotherAlgorithm.sign(new RSASSASigner(other));

        for (String token : List.of(
                signed(good(), "at+jwt"),
                byAnotherKey.serialize(),
                byAnotherAlgorithm.serialize(),
                new PlainJWT(good().build()).serialize())) {
            assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
        }
    }
}
