package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.visor.gateway.MovableClock;
import dev.visor.gateway.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.oauth2.jwt.Jwt;

/** What one process was told holds at every other, for as long as a token of it may be shown, and not for what comes after. */
class SessionEndsTests {

    private static final Duration LONGEST = Duration.ofHours(10);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-27T12:00:00Z"));
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.app());
    private final Sessions hereSessions = mock();
    private final Sessions thereSessions = mock();
    private final SessionEnds here = new SessionEnds(hereSessions, mock(), jdbc, clock, LONGEST);
    private final SessionEnds there = new SessionEnds(thereSessions, mock(), jdbc, clock, LONGEST);
    private final UUID person = UUID.randomUUID();
    private final String session = UUID.randomUUID().toString();

    private Jwt token(UUID of, @Nullable String session, Instant issued) {
        Jwt.Builder token = Jwt.withTokenValue("token")
                .header("alg", "none")
                .subject(of.toString())
                .issuedAt(issued);
        return (session == null ? token : token.claim("sid", session)).build();
    }

    private boolean takes(SessionEnds process, Jwt token) {
        return !process.validate(token).hasErrors();
    }

    @Test
    void aSignInThatEndedHereIsOverThere() {
        Jwt token = token(person, session, clock.now);
        assertThat(takes(there, token)).isTrue();

        here.signIn(session);

        assertThat(takes(here, token)).isFalse();
        assertThat(takes(there, token)).isTrue();
        there.round();
        assertThat(takes(there, token)).isFalse();
        verify(thereSessions).endSignIn(session);
        assertThat(takes(there, token(person, "another", clock.now))).isTrue();
    }

    @Test
    void aPersonWhoWasPutOutHereIsOutThereAndMayComeBack() {
        Instant then = clock.now;
        Jwt token = token(person, null, then.minusSeconds(60));
        clock.now = clock.now.plusSeconds(1);
        Instant at = clock.now;

        here.person(person);
        clock.now = clock.now.plusSeconds(2);
        there.round();

        assertThat(takes(here, token)).isFalse();
        assertThat(takes(there, token)).isFalse();
        // Of when it was said, not of when it was heard: who signed in meanwhile stays.
        verify(thereSessions).endPerson(person, at);
        assertThat(takes(there, token(person, null, clock.now))).isTrue();
        assertThat(takes(there, token(UUID.randomUUID(), null, then))).isTrue();
    }

    /** Each row once, however often it is looked: a session that began since would be ended with it. */
    @Test
    void whatWasHeardIsNotHeardAgain() {
        here.signIn(session);
        for (int round = 0; round < 3; round++) {
            there.round();
            clock.now = clock.now.plusSeconds(2);
        }

        verify(thereSessions, times(1)).endSignIn(session);
    }

    @Test
    void aRowThatWasLongOnItsWayIsHeard() {
        there.round();
        clock.now = clock.now.plusSeconds(50);
        there.round();
        jdbc.sql("insert into session_end (kind, label, ended, until) values ('sign-in', ?, ?, ?)")
                .params(
                        session,
                        clock.now.minusSeconds(45).atOffset(ZoneOffset.UTC),
                        clock.now.plusSeconds(3600).atOffset(ZoneOffset.UTC))
                .update();

        there.round();

        verify(thereSessions).endSignIn(session);
    }

    @Test
    void aProcessThatStartsHearsOfTheLastHour() {
        here.signIn(session);
        clock.now = clock.now.plus(Duration.ofMinutes(50));
        SessionEnds later = new SessionEnds(mock(), mock(), jdbc, clock, LONGEST);
        later.round();

        assertThat(takes(later, token(person, session, clock.now.minus(Duration.ofMinutes(55)))))
                .isFalse();
    }

    @Test
    void isKnownForAnHourAndForgottenThen() {
        here.signIn(session);
        here.person(person);
        Jwt ofSignIn = token(UUID.randomUUID(), session, clock.now.minusSeconds(1));
        Jwt ofPerson = token(person, null, clock.now.minusSeconds(1));
        here.round();
        clock.now = clock.now.plus(Duration.ofMinutes(59));
        here.round();
        assertThat(takes(here, ofSignIn)).isFalse();
        assertThat(takes(here, ofPerson)).isFalse();

        clock.now = clock.now.plus(Duration.ofMinutes(2));
        here.round();

        assertThat(takes(here, ofSignIn)).isTrue();
        assertThat(takes(here, ofPerson)).isTrue();
        assertThat(jdbc.sql("select count(*) from session_end where label in (?, ?)")
                        .params(session, person.toString())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aWordIsGoodAtOneProcessOnce() {
        String word = UUID.randomUUID().toString();
        assertThat(here.signIn(session, word)).isTrue();
        assertThat(here.signIn(session, word)).isFalse();
        assertThat(there.person(person, word)).isFalse();
        assertThat(there.person(person, UUID.randomUUID().toString())).isTrue();

        verify(hereSessions, times(1)).endSignIn(session);
        verify(thereSessions, times(1)).endPerson(person, clock.now);
        here.round();
        verify(hereSessions).endPerson(person, clock.now);
    }

    /** A word whose end could not be kept can be given again: the identity provider has no other. */
    @Test
    void aWordIsUsedUpTogetherWithItsEndOrNotAtAll() {
        String word = UUID.randomUUID().toString();
        String tooLong = "s".repeat(256);
        assertThatThrownBy(() -> here.signIn(tooLong, word)).isInstanceOf(DataAccessException.class);

        assertThat(here.signIn(session, word)).isTrue();
        there.round();
        verify(thereSessions).endSignIn(session);
    }

    @Test
    void whatCannotBeKeptEndsHereAllTheSame() {
        SessionEnds cutOff = new SessionEnds(
                hereSessions, mock(), JdbcClient.create(new DriverManagerDataSource("jdbc:none:away")), clock, LONGEST);
        assertThatThrownBy(() -> cutOff.signIn(session, "one")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> cutOff.person(person, "two")).isInstanceOf(DataAccessException.class);

        verify(hereSessions).endSignIn(session);
        verify(hereSessions).endPerson(person, clock.now);
        assertThat(takes(cutOff, token(UUID.randomUUID(), session, clock.now))).isFalse();
    }

    @Test
    void aSessionEndsByItsAgeHoweverBusyItIs() {
        here.round();
        verify(hereSessions).endOlder(clock.now.minus(LONGEST));

        assertThatThrownBy(() -> new SessionEnds(hereSessions, mock(), jdbc, clock, Duration.ZERO))
                .hasMessageContaining("visor.access.longest-session");
    }

    @Test
    void aTokenWithoutATimeIsNotAfterTheEnd() {
        here.person(person);
        Jwt token = Jwt.withTokenValue("token")
                .header("alg", "none")
                .subject(person.toString())
                .build();
        assertThat(takes(here, token)).isFalse();
    }

    /** Whoever shows a token here is asked for at the identity provider, and nobody whose token is refused. */
    @Test
    void keepsAnEyeOnWhoeverShowsAToken() {
        here.validate(token(person, session, clock.now));
        verify(hereSessions).shown(person);
        UUID gone = UUID.randomUUID();
        clock.now = clock.now.plusSeconds(1);
        here.person(gone);
        here.validate(token(gone, null, clock.now.minusSeconds(1)));
        verify(hereSessions, never()).shown(gone);
    }

    @Test
    void leaversAreThoseOfWhomTheIdentityProviderSaysSo() {
        People people = mock();
        SessionEnds ends = mock();
        UUID stays = UUID.randomUUID();
        Leavers leavers = new Leavers(hereSessions, people, ends, Duration.ofSeconds(20));
        when(hereSessions.people()).thenReturn(Set.of(person, stays));
        when(people.gone(Set.of(person, stays))).thenReturn(Set.of(person));

        leavers.round();

        verify(ends).person(person);
        verify(ends, never()).person(stays);
    }

    /** Nobody is put out because the identity provider is away. */
    @Test
    void nobodyLeavesWhileNobodySaysWhoLeft() {
        People people = mock();
        SessionEnds ends = mock();
        Leavers leavers = new Leavers(hereSessions, people, ends, Duration.ofSeconds(20));
        when(hereSessions.people()).thenReturn(Set.of(person));
        when(people.gone(Set.of(person))).thenThrow(Refused.conflict("identity-unavailable", "It does not answer."));

        leavers.round();
        leavers.round();

        verify(ends, never()).person(person);
    }
}
