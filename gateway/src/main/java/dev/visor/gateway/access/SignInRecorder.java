package dev.visor.gateway.access;

import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Records who signs in, with how much proof, and who signs out. Without the record there is no session. */
@Component
class SignInRecorder extends SavedRequestAwareAuthenticationSuccessHandler implements LogoutHandler {

    private final Trails trails;
    private final CallerReader callers;

    SignInRecorder(Trails trails, CallerReader callers) {
        this.trails = trails;
        this.callers = callers;
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        callers.read(authentication)
                .ifPresent(caller -> trails.append(
                        entry("access.sign-in", caller).with("acr", Integer.toString(caller.assurance()))));
        super.onAuthenticationSuccess(request, response, authentication);
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null) {
            callers.read(authentication).ifPresent(caller -> trails.append(entry("access.sign-out", caller)));
        }
    }

    private static Entry entry(String action, Caller caller) {
        Entry entry = Entry.of(action, caller.actor());
        if (caller.tenant() != null) {
            entry.in(caller.tenant());
        }
        return entry;
    }
}
