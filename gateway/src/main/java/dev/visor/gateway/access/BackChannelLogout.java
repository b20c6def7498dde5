package dev.visor.gateway.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the identity provider's word that a session ended (OpenID Connect Back-Channel Logout 1.0). The word is a signed token, so
 * it comes without a session and without a CSRF token. It is good once.
 *
 * <p>Spring Security's own takes RS256 alone, ends sessions by a request to itself under the address that a proxy has, and takes
 * the same token again and again.
 */
final class BackChannelLogout extends OncePerRequestFilter {

    static final String PATH = "/logout/connect/back-channel/visor";

    private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);

    private static final int LONGEST = 16 * 1024;

    private final JwtDecoder tokens;
    private final SessionEnds ends;
    private final RefusalWriter refusals;

    BackChannelLogout(JwtDecoder tokens, SessionEnds ends, RefusalWriter refusals) {
        this.tokens = tokens;
        this.ends = ends;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().equals(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        Refused refused = end(request.getParameter("logout_token"));
        if (refused != null) {
            refusals.refuse(request, response, refused);
        }
    }

    private @Nullable Refused end(@Nullable String word) {
        if (word == null || word.length() > LONGEST) {
            return refused();
        }
        try {
            Jwt token = tokens.decode(word);
            String signIn = token.getClaimAsString("sid");
            String id = token.getId();
            if (id == null) {
                return refused();
            }
            boolean fresh =
                    signIn != null ? ends.signIn(signIn, id) : ends.person(UUID.fromString(token.getSubject()), id);
            return fresh ? null : refused();
        } catch (JwtException e) {
            // What it says of the token may quote it.
            return refused();
        } catch (DataAccessException e) {
            log.error("A session's end could not be kept: {}", e.getClass().getName());
            return new Refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "database-unavailable",
                    "This could not be kept: please try again.");
        }
    }

    private static Refused refused() {
        return Refused.badRequest(
                "logout-token", "This is no logout token of our identity provider, or it was used before.");
    }
}
