package dev.visor.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What makes a logout token one: OpenID Connect Back-Channel Logout 1.0, section 2.6. */
final class LogoutTokens {

    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** A token that came later than this is refused, whatever end it names: jti are remembered for an hour. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final Duration SKEW = Duration.ofMinutes(1);

    private LogoutTokens() {}

    static JwtDecoder decoder(KeycloakClient.Settings settings, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(settings.keys())
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .validateType(false)
                .build();
        // An access token has another type; an identity token has no event and, from this gateway's sign-in, a nonce.
        JwtTypeValidator type = new JwtTypeValidator("logout+jwt", "JWT");
        type.setAllowEmpty(true);
        OAuth2TokenValidator<Jwt> fresh = new JwtClaimValidator<Object>(
                "iat", issued -> issued instanceof Instant at && isFresh(at, clock.instant()));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(SKEW),
                new JwtIssuerValidator(settings.issuer()),
                type,
                fresh,
                new JwtClaimValidator<List<String>>("aud", to -> to != null && to.contains(settings.clientId())),
                new JwtClaimValidator<Object>("exp", end -> end != null),
                new JwtClaimValidator<Object>("jti", LogoutTokens::isText),
                new JwtClaimValidator<Object>("events", LogoutTokens::isLogout),
                that(token -> !token.hasClaim("nonce")),
                that(token -> token.getSubject() == null || isPerson(token.getSubject())),
                that(token -> token.getClaim("sid") == null || isText(token.getClaim("sid"))),
                that(token -> token.getClaim("sid") != null || token.getSubject() != null)));
        return decoder;
    }

    /** For claims that may be missing, or have to be: {@link JwtClaimValidator} refuses whatever is not there. */
    private static OAuth2TokenValidator<Jwt> that(Predicate<Jwt> holds) {
        return token -> holds.test(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "This is no logout token", null));
    }

    private static boolean isFresh(Instant issued, Instant now) {
        return issued.isAfter(now.minus(FRESH)) && issued.isBefore(now.plus(SKEW));
    }

    private static boolean isLogout(@Nullable Object events) {
        return events instanceof Map<?, ?> map && map.get(EVENT) instanceof Map<?, ?>;
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= 255;
    }

    private static boolean isPerson(String subject) {
        try {
            return UUID.fromString(subject).toString().equals(subject);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
