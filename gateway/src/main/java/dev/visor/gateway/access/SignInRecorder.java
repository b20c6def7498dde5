package dev.visor.gateway.access;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;

/** Records who signs in, with how much proof, and who signs out. Without the record there is no session. */
@Component
class SignInRecorder extends SavedRequestAwareAuthenticationSuccessHandler
        implements AuthenticationFailureHandler, LogoutHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInRecorder.class);

    private static final String FAILED = "/?sign-in=failed";

    private final Trails trails;
    private final CallerReader callers;
    private final Refusals refusals;
    private final Sessions sessions;

    SignInRecorder(Trails trails, CallerReader callers, Refusals refusals, Sessions sessions) {
        this.trails = trails;
        this.callers = callers;
        this.refusals = refusals;
        this.sessions = sessions;
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        if (callers.ofEnded(authentication)) {
            refuse(request, response, authentication);
            return;
        }
        try {
            callers.read(authentication).ifPresent(caller -> {
                signedIn(caller);
                sessions.signedIn(request, authentication, caller);
            });
        } catch (TrailUnavailableException e) {
            log.error("A sign-in could not be recorded and was undone: the trail is unavailable");
            // The filter has kept the session before it called us.
            new SecurityContextLogoutHandler().logout(request, response, authentication);
            getRedirectStrategy().sendRedirect(request, response, FAILED);
            return;
        }
        super.onAuthenticationSuccess(request, response, authentication);
    }

    /** The organisation was ended: nobody is let in for it, whatever the identity provider still says. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (refusals.recordSingly(request.getRemoteAddr(), "tenant-ended")) {
            appendIfPossible(Entry.of("access.refused", ActorRef.anonymous())
                    .because(Ground.SECURITY)
                    .with("reason", "tenant-ended")
                    .with("method", request.getMethod())
                    .with("status", "403"));
        }
        new SecurityContextLogoutHandler().logout(request, response, authentication);
        getRedirectStrategy().sendRedirect(request, response, FAILED);
    }

    /** A second factor is a record of its own: it is what later acts rely on. */
    private void signedIn(Caller caller) {
        String level = Integer.toString(caller.assurance());
        trails.append(entry("access.sign-in", caller).with("acr", level));
        if (caller.assurance() >= 2) {
            trails.append(entry("access.step-up", caller).with("acr", level));
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        // The cause's text may quote what came from outside; its code says enough.
        String code = cause instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : cause.getClass().getSimpleName();
        log.warn("A sign-in failed: {}", code);
        if (refusals.recordSingly(request.getRemoteAddr(), "sign-in-failed")) {
            appendIfPossible(Entry.of("access.refused", ActorRef.anonymous())
                    .because(Ground.SECURITY)
                    .with("reason", "sign-in-failed")
                    .with("method", request.getMethod())
                    .with("status", "401"));
        }
        getRedirectStrategy().sendRedirect(request, response, FAILED);
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null) {
            callers.read(authentication).ifPresent(caller -> appendIfPossible(entry("access.sign-out", caller)));
        }
    }

    /** Nobody is kept signed in, and nobody is let in, because the trail cannot write. */
    private void appendIfPossible(Entry entry) {
        try {
            trails.append(entry);
        } catch (TrailUnavailableException e) {
            log.error("{} could not be recorded: the trail is unavailable", entry.action());
        }
    }

    private static Entry entry(String action, Caller caller) {
        Entry.Draft draft = Entry.of(action, caller.actor());
        if (caller.tenant() != null) {
            draft.in(caller.tenant());
        }
        return draft.because(Ground.SECURITY);
    }
}
