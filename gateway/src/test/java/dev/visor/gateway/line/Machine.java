package dev.visor.gateway.line;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A client organisation's own program: the token that the realm gives it, as the real one was seen to, and the proofs that it makes.
 *
 * @param id of its account at the realm
 * @param name of the client there
 * @param tenant whose it is
 * @param key what its tokens are bound to
 */
record Machine(UUID id, String name, String tenant, ECKey key) {

    static Machine of(String tenant) {
        return new Machine(UUID.randomUUID(), tenant + "-uploads", tenant, newKey());
    }

    /** What the realm says of it, for tests that change it. */
    JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .subject(id.toString())
                .issuer(Issuer.ADDRESS)
                .audience("visor")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(2))))
                .jwtID(UUID.randomUUID().toString())
                .claim("azp", name)
                .claim("client_id", name)
                .claim("tenant", tenant)
                .claim("realm_access", Map.of("roles", List.of("client")))
                .claim("cnf", Map.of("jkt", thumbprint(key)));
    }

    /** A proof for one request with one token, for tests that change it. */
    static JWTClaimsSet.Builder proof(String token, String method, String address) {
        return new JWTClaimsSet.Builder()
                .jwtID(UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", address)
                .issueTime(Date.from(Instant.now()))
                .claim("ath", hash(token));
    }

    String signed(JWTClaimsSet proof) {
        return signed(proof, "dpop+jwt", key);
    }

    static String signed(JWTClaimsSet proof, String type, ECKey by) {
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .jwk(by.toPublicJWK())
                        .build(),
                proof);
        try {
            signed.sign(new ECDSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return signed.serialize();
    }

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hash(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
