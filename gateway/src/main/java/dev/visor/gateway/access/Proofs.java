package dev.visor.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.DPoPProofContext;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.DPoPProofReplayValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtIssuedAtValidator;
import org.springframework.util.StringUtils;

/**
 * What a program shows with each request beside its token: that it holds the key which the token is bound to (RFC 9449). A proof is
 * for one method, one address and one token, half a minute old at most, and good once.
 */
final class Proofs {

    /** How far a program's clock may be from ours. */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** What is said of a proof that was seen; a proof is too old by then, whatever clock it was made by. */
    private static final Duration KEPT = SKEW.multipliedBy(4);

    private Proofs() {}

    /** Whether a request comes with a token that wants a proof. No page of another site can make a browser send it. */
    static boolean wanted(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return StringUtils.startsWithIgnoreCase(authorization, "DPoP");
    }

    /**
     * Verifies proofs. Spring Security's own memory of those that were used is this process's alone: what it has not seen is asked
     * of the table that all processes share, last, so that nobody without the key can write there.
     */
    static JwtDecoderFactory<DPoPProofContext> verifiers(SessionEnds ends, Clock clock) {
        JwtIssuedAtValidator issued = new JwtIssuedAtValidator(true);
        issued.setClock(clock);
        issued.setClockSkew(SKEW);
        DPoPProofReplayValidator.InMemoryCache here = new DPoPProofReplayValidator.InMemoryCache();
        // A thousand for each key would be thirty requests a second: a program that uploads small pictures makes more.
        here.setMaxRequestsPerKey(here.getMaxSize());
        DPoPProofReplayValidator replayed = new DPoPProofReplayValidator(here);
        replayed.setClock(clock);
        replayed.setClockSkew(SKEW);
        Function<DPoPProofContext, OAuth2TokenValidator<Jwt>> rules =
                DPoPProofJwtDecoderFactory.createDefaultJwtValidatorFactory(List.of(issued, replayed));
        DPoPProofJwtDecoderFactory factory = new DPoPProofJwtDecoderFactory();
        factory.setJwtValidatorFactory(context -> {
            OAuth2TokenValidator<Jwt> all = rules.apply(context);
            return proof -> {
                OAuth2TokenValidatorResult result = all.validate(proof);
                return result.hasErrors() || ends.useUp(label(proof), KEPT) ? result : used();
            };
        });
        return factory;
    }

    private static OAuth2TokenValidatorResult used() {
        return OAuth2TokenValidatorResult.failure(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_DPOP_PROOF, "This proof was used before", null));
    }

    /** Not the whole proof: of one ECDSA signature anybody makes a second one that is good, too. */
    private static String label(Jwt proof) {
        String id = Objects.requireNonNull(proof.getId(), "A proof without jti was let through");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return "proof " + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
