package dev.visor.gateway.line;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * Signs tokens of the form that the realm gives out, so that hundreds of persons and moments can be tried in a second. The
 * real Keycloak signs people in where {@code deploy/test} runs the main job and the browser.
 */
final class Issuer {

    static final String ADDRESS = "http://issuer.test/realms/visor";

    private final ECKey key;
    private final HttpServer server;

    Issuer() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("/certs", new JWKSet(key.toPublicJWK()).toString());
        answer("/realms/visor/protocol/openid-connect/token", "{\"access_token\": \"none\", \"expires_in\": 60}");
        answer("/admin/realms/visor/users", "[]");
        server.start();
    }

    private void answer(String path, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** Where it is reached. */
    String server() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String keys() {
        return server() + "/certs";
    }

    String token(Person person) {
        return token(person, "visor", ADDRESS, Duration.ofMinutes(5));
    }

    String token(Person person, String audience, String issuer, Duration validity) {
        return signed(claims(person, audience, issuer, validity).build(), key);
    }

    /** What the realm would say of a person, for tests that change it. */
    JWTClaimsSet.Builder claims(Person person) {
        return claims(person, "visor", ADDRESS, Duration.ofMinutes(5));
    }

    /** Signs as the realm does. */
    String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    /** Signs in the realm's name with any key. */
    static String signed(JWTClaimsSet claims, ECKey by) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(), claims);
        try {
            token.sign(new ECDSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** What everybody may know of the realm's key. */
    ECKey publicKey() {
        return key.toPublicJWK();
    }

    private static JWTClaimsSet.Builder claims(Person person, String audience, String issuer, Duration validity) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(person.id().toString())
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(now.minusSeconds(600)))
                .expirationTime(Date.from(now.plus(validity)))
                .claim("name", person.name())
                .claim("preferred_username", person.name())
                .claim("realm_access", Map.of("roles", List.copyOf(person.roles())))
                .claim("acr", Integer.toString(person.assurance()))
                .claim("auth_time", (person.authenticated() == null ? now : person.authenticated()).getEpochSecond());
        if (person.tenant() != null) {
            claims.claim("tenant", person.tenant());
        }
        if (!person.teams().isEmpty()) {
            claims.claim("teams", person.teams());
        }
        if (person.tenant() == null && person.teams().isEmpty()) {
            claims.claim("operator", "true");
        }
        return claims;
    }

    void stop() {
        server.stop(0);
    }
}
