package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client organisation's own program gets in with its token and a fresh proof of the key behind it, as its tenant's client alone. */
class MachineClientTests {

    private static final Installation VISOR = Installation.shared();
    private static final Issuer ISSUER = VISOR.issuer();
    private static final Machine UPLOADS = Machine.of("acme");
    private static final String PROJECTS = "/api/v1/projects";

    private static Answer send(String token, String proof, String method, String path, byte[] body, String... more) {
        String[] headers = Stream.concat(
                        Stream.of("Authorization", "DPoP " + token, "DPoP", proof), Arrays.stream(more))
                .toArray(String[]::new);
        return VISOR.sendWith(null, method, path, body, headers);
    }

    private static Answer send(Machine machine, String method, String path, byte[] body, String... more) {
        String token = ISSUER.signed(machine.claims().build());
        String address = VISOR.address() + path.replaceFirst("\\?.*", "");
        return send(token, machine.signed(Machine.proof(token, method, address).build()), method, path, body, more);
    }

    private static Answer post(Machine machine, String path, String json) {
        return send(machine, "POST", path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    @Test
    void uploadsForItsTenantAndStandsInTheTrailUnderItsOwnName() {
        Cast cast = new Cast(VISOR);
        Line.Job job = cast.project();
        Machine machine = Machine.of(cast.handle);

        String batch = post(machine, PROJECTS + "/" + job.project + "/batches", "{\"label\": \"by night\"}")
                .ok()
                .json()
                .path("id")
                .asString();
        send(
                        machine,
                        "POST",
                        "/api/v1/batches/" + batch + "/manifest",
                        "file,box,subject,consent,reference\nphoto.jpg,whole,someone,consent,reference\n"
                                .getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/csv")
                .ok();
        send(
                        machine,
                        "POST",
                        "/api/v1/batches/" + batch + "/files",
                        Line.photograph(),
                        "Content-Type",
                        "application/octet-stream",
                        "Visor-File-Name",
                        "photo.jpg")
                .ok();

        TenantId tenant = new TenantId(new Database(VISOR.bean(DatabaseAccess.class)).tenant(cast.handle));
        List<TrailRecord> records = VISOR.bean(TrailReading.class).newest(tenant, Long.MAX_VALUE, 50);
        assertThat(records)
                .filteredOn(record -> record.action().startsWith("batch."))
                .isNotEmpty()
                .allSatisfy(record -> {
                    assertThat(record.actorName()).isEqualTo(machine.name() + " (machine client)");
                    assertThat(record.role()).isEqualTo("client");
                });
    }

    @Test
    void isNeverTakenForOneWithASecondFactor() {
        Cast cast = new Cast(VISOR);
        Line.Job job = cast.project();
        Machine machine = Machine.of(cast.handle);
        String token = ISSUER.signed(machine.claims()
                .claim("acr", "2")
                .claim("auth_time", Instant.now().getEpochSecond())
                .build());
        String path = PROJECTS + "/" + job.project + "/budgets";
        byte[] budgets = "{\"viewsPerHour\": 120}".getBytes(StandardCharsets.UTF_8);

        send(
                        token,
                        machine.signed(Machine.proof(token, "POST", VISOR.address() + path)
                                .build()),
                        "POST",
                        path,
                        budgets,
                        "Content-Type",
                        "application/json")
                .refused(401, "step-up-required");
        VISOR.send(cast.client, "POST", path, budgets, "Content-Type", "application/json")
                .ok();
    }

    @Test
    void seesNothingOfAnotherTenant() {
        Line.Job job = new Cast(VISOR).project();

        send(UPLOADS, "GET", PROJECTS + "/" + job.project, new byte[0]).refused(404, "not-found");
        post(UPLOADS, PROJECTS + "/" + job.project + "/batches", "{\"label\": \"not mine\"}")
                .refused(404, "not-found");
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                token("another audience", claims -> claims.audience("other")),
                token("another issuer", claims -> claims.issuer("http://issuer.test/realms/other")),
                token("expired", claims -> claims.expirationTime(from(Duration.ofMinutes(-2)))),
                token("not bound to a key", claims -> claims.claim("cnf", null)),
                token("bound to something else", claims -> claims.claim("cnf", Map.of("x5t#S256", "abc"))),
                token("given to nobody", claims -> claims.claim("azp", null)),
                token("given for a person", claims -> claims.claim("client_id", null)),
                token("given for another client", claims -> claims.claim("client_id", "globex-uploads")),
                token("without a tenant", claims -> claims.claim("tenant", null)),
                token("of two tenants", claims -> claims.claim("tenant", List.of("acme", "globex"))),
                token("of the workforce, too", claims -> claims.claim("teams", List.of("north-1"))),
                token("of the operator, too", claims -> claims.claim("operator", "true")),
                token("without a role", claims -> claims.claim("realm_access", null)),
                token("of another role", role("redaction-officer")),
                token("of two roles", role("client", "redaction-officer")));
    }

    private static Arguments token(String fault, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(fault, change);
    }

    private static UnaryOperator<JWTClaimsSet.Builder> role(String... roles) {
        return claims -> claims.claim("realm_access", Map.of("roles", List.of(roles)));
    }

    private static Date from(Duration now) {
        return Date.from(Instant.now().plus(now));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void unfit(String fault, UnaryOperator<JWTClaimsSet.Builder> change) {
        String token = ISSUER.signed(change.apply(UPLOADS.claims()).build());

        refused(token, UPLOADS.signed(proof(token).build()), "invalid_");
        VISOR.sendWith(token, "GET", PROJECTS, new byte[0]).refused(401, "not-signed-in");
    }

    static Stream<Arguments> misfit() {
        ECKey other = Machine.newKey();
        return Stream.of(
                proof("another method", proof -> proof.claim("htm", "POST")),
                proof("another address", proof -> proof.claim("htu", VISOR.address() + "/api/v1/trail")),
                proof("another host", proof -> proof.claim("htu", "https://visor.example" + PROJECTS)),
                proof("no address", proof -> proof.claim("htu", null)),
                proof("too old", proof -> proof.issueTime(from(Duration.ofSeconds(-45)))),
                proof("too early", proof -> proof.issueTime(from(Duration.ofSeconds(45)))),
                proof("no time", proof -> proof.issueTime(null)),
                proof("for no token", proof -> proof.claim("ath", null)),
                proof("for another token", proof -> proof.claim("ath", "4tdXRHQqVfBpUTuxxi6pKVLCr5CdEAxFdrMnyAZiLQ4")),
                proof("no identifier", proof -> proof.jwtID(null)),
                Arguments.of("another key's", (Made) proof -> Machine.signed(proof.build(), "dpop+jwt", other)),
                Arguments.of("another type", (Made) proof -> Machine.signed(proof.build(), "JWT", UPLOADS.key())),
                Arguments.of("another key's under this one's name", (Made) proof -> {
                    String[] right = UPLOADS.signed(proof.build()).split("\\.", -1);
                    String[] wrong =
                            Machine.signed(proof.build(), "dpop+jwt", other).split("\\.", -1);
                    return right[0] + "." + right[1] + "." + wrong[2];
                }),
                Arguments.of("none at all", (Made) proof -> "nothing"));
    }

    /** Makes what is sent as a proof of one that is about to be signed. */
    interface Made {
        String by(JWTClaimsSet.Builder proof);
    }

    private static Arguments proof(String fault, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(
                fault, (Made) proof -> UPLOADS.signed(change.apply(proof).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void misfit(String fault, Made made) {
        String token = ISSUER.signed(UPLOADS.claims().build());

        refused(token, made.by(proof(token)), "invalid_dpop_proof");
        send(token, UPLOADS.signed(proof(token).build()), "GET", PROJECTS, new byte[0])
                .ok();
    }

    @Test
    void aStolenTokenIsWorthNothing() {
        String token = ISSUER.signed(UPLOADS.claims().build());
        String proof = UPLOADS.signed(proof(token).build());

        Answer bearer = VISOR.sendWith(token, "GET", PROJECTS, new byte[0]);
        bearer.refused(401, "not-signed-in");
        assertThat(bearer.header("WWW-Authenticate")).isEqualTo("Bearer");
        VISOR.sendWith(token, "GET", PROJECTS, new byte[0], "DPoP", proof).refused(401, "not-signed-in");
        VISOR.sendWith(null, "GET", PROJECTS, new byte[0], "Authorization", "DPoP " + token)
                .refused(401, "not-signed-in");
        VISOR.sendWith(token, "GET", PROJECTS, new byte[0], "Authorization", "DPoP " + token, "DPoP", proof)
                .refused(401, "not-signed-in");
    }

    @Test
    void aProofIsGoodOnce() {
        String token = ISSUER.signed(UPLOADS.claims().build());
        String proof = UPLOADS.signed(proof(token).build());

        send(token, proof, "GET", PROJECTS, new byte[0]).ok();

        refused(token, proof, "invalid_dpop_proof");
        refused(token, mirrored(proof), "invalid_dpop_proof");
    }

    /** Of an ECDSA signature (r, s) anybody makes (r, n - s), which is good, too. */
    private static String mirrored(String proof) {
        int at = proof.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(proof.substring(at + 1));
        BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        BigInteger other = order.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        byte[] bytes = other.toByteArray();
        byte[] made = Arrays.copyOf(signature, 64);
        for (int i = 0; i < 32; i++) {
            int from = bytes.length - 32 + i;
            made[32 + i] = from < 0 ? 0 : bytes[from];
        }
        return proof.substring(0, at + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(made);
    }

    @Test
    void aProofThatAnotherProcessTookIsNotTakenHere() {
        String token = ISSUER.signed(UPLOADS.claims().build());
        Database database = new Database(VISOR.bean(DatabaseAccess.class));
        long before = proofs(database);
        send(token, UPLOADS.signed(proof(token).jwtID("here").build()), "GET", PROJECTS, new byte[0])
                .ok();
        assertThat(proofs(database)).isEqualTo(before + 1);

        // SHA-256 of "elsewhere", as another process would have written it.
        database.asApp(
                TenantId.random().value(),
                app -> app.sql(
                                "insert into session_end (kind, label, until) values ('token', ?, now() + interval '1 minute')")
                        .param("proof " + Machine.hash("elsewhere"))
                        .update());

        refused(token, UPLOADS.signed(proof(token).jwtID("elsewhere").build()), "invalid_dpop_proof");
    }

    private static long proofs(Database database) {
        return database.asApp(
                TenantId.random().value(),
                app -> app.sql("select count(*) from session_end where label = ?")
                        .param("proof " + Machine.hash("here"))
                        .query(Long.class)
                        .single());
    }

    private static JWTClaimsSet.Builder proof(String token) {
        return Machine.proof(token, "GET", VISOR.address() + PROJECTS);
    }

    private static void refused(String token, String proof, String error) {
        Answer answer = send(token, proof, "GET", PROJECTS, new byte[0]);
        answer.refused(401, "not-signed-in");
        assertThat(answer.header("WWW-Authenticate"))
                .startsWith("DPoP error=\"" + error)
                .endsWith("algs=\"ES256 PS256\"");
    }
}
