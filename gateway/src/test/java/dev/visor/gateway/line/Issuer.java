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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Signs tokens of the form that the realm gives out, so that hundreds of persons and moments can be tried in a second. The
 * real Keycloak signs people in where {@code deploy/test} runs the main job and the browser.
 */
final class Issuer {

    static final String ADDRESS = "http://issuer.test/realms/visor";

    private static final String PROTOCOL = "/realms/visor/protocol/openid-connect";

    /** The name of the gateway at the realm. */
    static final String CLIENT = "visor-gateway";

    private final Map<String, SignIn> codes = new ConcurrentHashMap<>();
    private final Map<String, SignIn> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
    private final Set<UUID> disabled = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final AtomicInteger introspections = new AtomicInteger();
    private volatile boolean away;
    private final KeptAccounts accounts = new KeptAccounts(disabled, () -> away);

    private record SignIn(Person person, String session, String nonce) {}

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
        serve(PROTOCOL + "/token", this::tokens);
        serve(PROTOCOL + "/ext/par/request", this::kept);
        serve(PROTOCOL + "/token/introspect", this::introspected);
        server.createContext("/admin/realms/visor/users", accounts::answer);
        server.start();
    }

    /** What a person brings back from signing in. */
    String code(Person person, String session, String nonce) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new SignIn(person, session, nonce));
        return code;
    }

    /** An administrator disables a person, which tells nobody. */
    void disable(Person person) {
        disabled.add(person.id());
    }

    /** A session is over. */
    void end(String session) {
        ended.add(session);
    }

    /** The accounts at the realm. */
    KeptAccounts accounts() {
        return accounts;
    }

    /** Does not answer the gateway's questions any more, or again. */
    void away(boolean away) {
        this.away = away;
    }

    /** How often it was asked whether a token is good. */
    int introspections() {
        return introspections.get();
    }

    /** What a sign-in asks for, by the reference that the browser brings. */
    Map<String, String> asked(String reference) {
        return Objects.requireNonNull(pushed.remove(reference), "No request was pushed, or it was used before");
    }

    private @Nullable String kept(Map<String, String> form, String path) {
        String reference = "urn:ietf:params:oauth:request_uri:" + UUID.randomUUID();
        if (away) {
            return null;
        }
        pushed.put(reference, form);
        return "{\"request_uri\": \"" + reference + "\", \"expires_in\": 60}";
    }

    private @Nullable String tokens(Map<String, String> form, String path) {
        if (form.containsKey("client_assertion")) {
            return machine(form);
        }
        SignIn signIn = codes.remove(form.getOrDefault("code", ""));
        if (signIn == null) {
            return "{\"access_token\": \"none\", \"expires_in\": 60}";
        }
        String refresh = UUID.randomUUID().toString();
        refreshTokens.put(refresh, signIn);
        JWTClaimsSet identity = claims(signIn.person(), CLIENT, ADDRESS, Duration.ofMinutes(5))
                .issueTime(Date.from(Instant.now()))
                .claim("nonce", signIn.nonce())
                .claim("sid", signIn.session())
                .build();
        return "{\"token_type\": \"Bearer\", \"expires_in\": 300, \"access_token\": \"" + token(signIn.person())
                + "\", \"refresh_token\": \"" + refresh + "\", \"id_token\": \"" + signed(identity) + "\"}";
    }

    /** A program of acme's signs in. That its assertion and its proof are its own, only the real realm looks at. */
    private String machine(Map<String, String> form) {
        try {
            UUID account = UUID.randomUUID();
            String name = SignedJWT.parse(form.getOrDefault("client_assertion", ""))
                    .getJWTClaimsSet()
                    .getSubject();
            ECKey bound = SignedJWT.parse(form.getOrDefault("DPoP", ""))
                    .getHeader()
                    .getJWK()
                    .toECKey();
            return "{\"token_type\": \"DPoP\", \"expires_in\": 120, \"access_token\":\""
                    + signed(new Machine(account, name, "acme", bound).claims().build()) + "\"}";
        } catch (ParseException e) {
            return "{\"error\": \"invalid_client\"}";
        }
    }

    private @Nullable String introspected(Map<String, String> form, String path) {
        introspections.incrementAndGet();
        if (away) {
            return null;
        }
        String shown = form.getOrDefault("token", "");
        SignIn signIn = refreshTokens.get(shown);
        if (signIn != null) {
            return active(signIn.person().id(), signIn.session());
        }
        try {
            JWTClaimsSet claims = SignedJWT.parse(shown).getJWTClaimsSet();
            return active(UUID.fromString(claims.getSubject()), claims.getStringClaim("sid"));
        } catch (ParseException e) {
            return "{\"active\": false}";
        }
    }

    private String active(UUID person, @Nullable String session) {
        boolean active = !disabled.contains(person) && (session == null || !ended.contains(session));
        return active ? "{\"active\": true, \"sub\": \"" + person + "\"}" : "{\"active\": false}";
    }

    /** Answers from a form and a path; null for an error. */
    private void serve(String path, BiFunction<Map<String, String>, String, @Nullable String> answer) {
        server.createContext(path, exchange -> {
            Map<String, String> form = new HashMap<>();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            for (String field : body.split("&", -1)) {
                String[] parts = field.split("=", 2);
                form.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            form.put(
                    "DPoP",
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("DPoP"), ""));
            String said = answer.apply(form, exchange.getRequestURI().getPath());
            byte[] bytes = (said == null ? "{}" : said).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(said == null ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** A word that a session ended, as the realm gives it, for tests that change it. */
    static JWTClaimsSet.Builder logout(Person person, String session) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ADDRESS)
                .audience(CLIENT)
                .subject(person.id().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", session)
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
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

    /** What the realm calls the one session that a person has here unless a test says otherwise. */
    static String session(Person person) {
        return UUID.nameUUIDFromBytes(("session " + person.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
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
                .claim("azp", CLIENT)
                .claim("name", person.name())
                .claim("preferred_username", person.name())
                .claim("realm_access", Map.of("roles", List.copyOf(person.roles())))
                .claim("sid", session(person))
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
