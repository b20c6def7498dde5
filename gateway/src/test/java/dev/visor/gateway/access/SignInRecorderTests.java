package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** What becomes of people who come and go while the trail cannot write. */
class SignInRecorderTests {

    private final Trails trails = mock();
    private final SignInRecorder recorder = new SignInRecorder(
            trails,
            new CallerReader(new Tenants(mock(), Clock.systemUTC()), new Workforces(mock(), mock(), Clock.systemUTC())),
            new Strangers(trails, Clock.systemUTC(), 10));
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockHttpSession session = new MockHttpSession();
    private final OAuth2AuthenticationToken person = new OAuth2AuthenticationToken(
            new DefaultOidcUser(
                    List.of(),
                    new OidcIdToken(
                            "token",
                            Instant.now(),
                            Instant.now().plusSeconds(60),
                            Map.of("sub", UUID.randomUUID().toString()))),
            List.of(),
            "visor");

    @BeforeEach
    void theFilterHasKeptTheSession() {
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, new SecurityContextImpl(person));
        request.setSession(session);
        SecurityContextHolder.setContext(new SecurityContextImpl(person));
        when(trails.append(ArgumentMatchers.any())).thenThrow(new TrailUnavailableException("stopped", null));
    }

    @AfterEach
    void forgetsThePerson() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void nobodyIsLetInWithoutARecord() throws Exception {
        recorder.onAuthenticationSuccess(request, response, person);

        assertThat(session.isInvalid()).isTrue();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
        assertThat(response.getRedirectedUrl()).isEqualTo("/?sign-in=failed");
    }

    @Test
    void everybodyCanLeaveAllTheSame() {
        recorder.logout(request, response, person);
    }

    @Test
    void aFailureStaysAFailure() throws Exception {
        recorder.onAuthenticationFailure(request, response, new BadCredentialsException("no"));

        assertThat(response.getRedirectedUrl()).isEqualTo("/?sign-in=failed");
    }
}
