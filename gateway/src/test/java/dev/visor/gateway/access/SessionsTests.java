package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.MovableClock;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.policies.Role;
import jakarta.servlet.http.HttpSessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Which browsers are signed in, and that each end of one is told, of that one. */
class SessionsTests {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T12:00:00Z"));
    private final List<SignedOut> told = new ArrayList<>();
    private final Sessions sessions = new Sessions(
            event -> {
                if (event instanceof SignedOut out) {
                    told.add(out);
                }
            },
            clock);
    private final Caller anna = caller();
    private final Caller ben = caller();

    private static Caller caller() {
        return new Caller(KeyOwner.random(), "someone", "someone", Set.of(Role.CLIENT), null, Set.of(), false, 2, null);
    }

    /** One that tells of its end as the container does. */
    private MockHttpSession browser() {
        return new MockHttpSession() {
            @Override
            public void invalidate() {
                sessions.sessionDestroyed(new HttpSessionEvent(this));
                super.invalidate();
            }
        };
    }

    private void signIn(MockHttpSession browser, Caller caller, String signIn) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(browser);
        OidcIdToken token = OidcIdToken.withTokenValue("token")
                .subject(caller.id().toString())
                .claim("sid", signIn)
                .build();
        sessions.signedIn(request, new TestingAuthenticationToken(new DefaultOidcUser(List.of(), token), ""), caller);
    }

    private static String label(MockHttpSession browser) {
        return Objects.requireNonNull((String) browser.getAttribute(SessionLabels.ATTRIBUTE));
    }

    @Test
    void aSignInEndsAloneAndIsTold() {
        MockHttpSession one = browser();
        MockHttpSession other = browser();
        signIn(one, anna, "sign-in-1");
        signIn(other, anna, "sign-in-2");
        String label = label(one);

        assertThat(sessions.endSignIn("sign-in-1")).containsExactly(anna);

        assertThat(one.isInvalid()).isTrue();
        assertThat(other.isInvalid()).isFalse();
        assertThat(told).containsExactly(new SignedOut(anna.id(), label));
        assertThat(sessions.endSignIn("sign-in-1")).as("once").isEmpty();
    }

    @Test
    void whoSignedInAfterAPersonWasPutOutStays() {
        MockHttpSession before = browser();
        MockHttpSession somebody = browser();
        MockHttpSession after = browser();
        signIn(before, anna, "sign-in-1");
        signIn(somebody, ben, "sign-in-2");
        clock.now = clock.now.plusSeconds(1);
        Instant end = clock.now;
        clock.now = clock.now.plusSeconds(1);
        signIn(after, anna, "sign-in-3");

        assertThat(sessions.endPerson(anna.id().value(), end)).containsExactly(anna);

        assertThat(before.isInvalid()).isTrue();
        assertThat(somebody.isInvalid()).isFalse();
        assertThat(after.isInvalid()).isFalse();
    }

    @Test
    void aSessionsAgeCountsFromTheLastSignIn() {
        MockHttpSession one = browser();
        MockHttpSession again = browser();
        signIn(one, anna, "sign-in-1");
        signIn(again, ben, "sign-in-2");
        Instant began = clock.now;
        clock.now = clock.now.plusSeconds(1);
        signIn(again, ben, "sign-in-2");

        assertThat(sessions.endOlder(began)).as("not older").isEmpty();
        assertThat(sessions.endOlder(clock.now)).containsExactly(anna);

        assertThat(one.isInvalid()).isTrue();
        assertThat(again.isInvalid()).isFalse();
    }

    /** What was lent to the session before is not the next person's. */
    @Test
    void anotherPersonInTheSameBrowserHasAnotherSession() {
        MockHttpSession browser = browser();
        signIn(browser, anna, "sign-in-1");
        String first = label(browser);
        signIn(browser, anna, "sign-in-1");
        assertThat(label(browser)).as("a second factor").isEqualTo(first);
        assertThat(told).isEmpty();

        signIn(browser, ben, "sign-in-2");

        assertThat(label(browser)).isNotEqualTo(first).isNotEqualTo(browser.getId());
        assertThat(told).containsExactly(new SignedOut(anna.id(), first));
        assertThat(sessions.people()).containsExactly(ben.id().value());
    }

    @Test
    void knowsWhoIsHereAndWhoseTokenWasShownLately() {
        MockHttpSession browser = browser();
        signIn(browser, anna, "sign-in-1");
        UUID program = UUID.randomUUID();
        sessions.shown(program);
        assertThat(sessions.people()).containsExactlyInAnyOrder(anna.id().value(), program);

        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(sessions.people()).containsExactly(anna.id().value());
        browser.invalidate();
        assertThat(sessions.people()).isEmpty();
    }

    @Test
    void whoeverWasPutOutIsNotAskedForAgainForAnOldToken() {
        sessions.shown(ben.id().value());
        sessions.endPerson(ben.id().value(), clock.now);
        assertThat(sessions.people()).isEmpty();
    }
}
