package dev.visor.gateway.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Tells sessions apart, so that what is lent to one is good for no other: a browser's by a label that lies in it, a program's by
 * what the identity provider calls it in the token, or by the token itself.
 */
@Component
public class SessionLabels {

    /** Where a browser's session has its label, once its sign-in was noted. */
    static final String ATTRIBUTE = "dev.visor.gateway.access.SessionLabels.label";

    /** How the label of a program's session begins. */
    static final String TOKEN = "token:";

    /** The session behind the current request; none for a token that belongs to no session and has no name of its own. */
    public Optional<String> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken token) {
            return program(token.getToken());
        }
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return authentication == null || request == null ? Optional.empty() : Optional.of(browser(request));
    }

    private static Optional<String> program(Jwt token) {
        @Nullable String session = token.getClaimAsString("sid");
        return Optional.ofNullable(session == null ? token.getId() : session).map(name -> TOKEN + name);
    }

    private static String browser(RequestAttributes request) {
        return request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_SESSION) instanceof String label
                ? label
                : "browser:" + request.getSessionId();
    }
}
