package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** What is recorded of people who come and go, and what becomes of them while the trail cannot write. */
class SignInRecorderTests {

    private final Trails trails = mock();
    private final CallerReader callers = new CallerReader(
            new Tenants(mock(), mock(), Clock.systemUTC()),
            new Workforces(mock(), mock(), Clock.systemUTC()),
            mock(),
            mock());
    private final SignInRecorder recorder =
            new SignInRecorder(trails, callers, new Refusals(trails, Clock.systemUTC(), 10), sessions());
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockHttpSession session = new MockHttpSession();
    private final OAuth2AuthenticationToken person = person("1");

    private static Sessions sessions() {
        return new Sessions(event -> {}, Clock.systemUTC());
    }

    private static OAuth2AuthenticationToken person(String level) {
        return person(level, Map.of());
    }

    private static OAuth2AuthenticationToken person(String level, Map<String, Object> more) {
        Instant now = Instant.now();
        Map<String, Object> claims = new HashMap<>(more);
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("acr", level);
        return new OAuth2AuthenticationToken(
                new DefaultOidcUser(List.of(), new OidcIdToken("token", now, now.plusSeconds(60), claims)),
                List.of(),
                "visor");
    }

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
    void aSecondFactorIsARecordOfItsOwn() throws Exception {
        for (String level : List.of("1", "2")) {
            KeptTrails kept = new KeptTrails();
            new SignInRecorder(kept, callers, new Refusals(kept, Clock.systemUTC(), 10), sessions())
                    .onAuthenticationSuccess(request, response, person(level));

            assertThat(kept.written)
                    .extracting(Entry::action)
                    .containsExactlyElementsOf(
                            level.equals("2")
                                    ? List.of("access.sign-in", "access.step-up")
                                    : List.of("access.sign-in"));
            assertThat(kept.written).allSatisfy(entry -> {
                assertThat(entry.facts()).containsEntry("acr", level);
                assertThat(entry.purpose()).isEqualTo("security");
            });
        }
    }

    @Test
    void nobodyIsLetInForAnOrganisationThatWasEnded() throws Exception {
        KeptTrails kept = new KeptTrails();
        Tenant gone = mock();
        when(gone.id()).thenReturn(TenantId.random());
        TenantRepository tenants = mock();
        when(tenants.findByHandle("gone")).thenReturn(Optional.of(gone));
        SignInRecorder doors = new SignInRecorder(
                kept,
                new CallerReader(
                        new Tenants(tenants, mock(), Clock.systemUTC()),
                        new Workforces(mock(), mock(), Clock.systemUTC()),
                        mock(),
                        mock()),
                new Refusals(kept, Clock.systemUTC(), 10),
                sessions());
        doors.onAuthenticationSuccess(request, response, person("2", Map.of("tenant", "gone")));
        assertThat(kept.written).extracting(Entry::action).containsExactly("access.sign-in", "access.step-up");
        assertThat(session.isInvalid()).isFalse();

        when(gone.ended()).thenReturn(Instant.now());
        MockHttpServletResponse refused = new MockHttpServletResponse();
        doors.onAuthenticationSuccess(request, refused, person("2", Map.of("tenant", "gone")));

        assertThat(kept.written).extracting(Entry::action).last().isEqualTo("access.refused");
        assertThat(kept.written).hasSize(3);
        assertThat(session.isInvalid()).isTrue();
        assertThat(refused.getRedirectedUrl()).isEqualTo("/?sign-in=failed");
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
