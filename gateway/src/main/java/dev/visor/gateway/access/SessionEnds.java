package dev.visor.gateway.access;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Ends sessions because the identity provider says so: here at once, and at the other processes as soon as they look, which is
 * every two seconds. Tokens of what was ended are refused as well, however long they would be valid.
 */
@Component
class SessionEnds extends Rounds {

    /** How long it is known that something ended: longer than any token of a sensible realm lives. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final String SIGN_IN = "sign-in";
    private static final String PERSON = "person";

    /** Who ended a session, in its record. */
    private static final String PROVIDER = "identity-provider";

    private static final String AGE = "age";

    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Rows of transactions that took long are looked for again: longer than any of them takes. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(SessionEnds.class);

    private final Sessions sessions;
    private final Trails trails;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration longest;
    private final Map<Long, Instant> read = new HashMap<>();
    private final Map<String, Instant> signIns = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> people = new ConcurrentHashMap<>();
    private Instant looked;

    /**
     * Ends sessions.
     *
     * @param longest how long a session lasts from the last sign-in on, however busy its person is; longer than none
     */
    SessionEnds(
            Sessions sessions,
            Trails trails,
            JdbcClient jdbc,
            Clock clock,
            @Value("${visor.access.longest-session:10h}") Duration longest) {
        super("session-ends", EVERY);
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("visor.access.longest-session is a time such as 10h");
        }
        this.longest = longest;
        this.sessions = sessions;
        this.trails = trails;
        this.jdbc = jdbc;
        this.clock = clock;
        this.looked = clock.instant().minus(KEPT);
    }

    /** A word that is good once, and is known for so long: false if it was given before, at whichever process. */
    boolean useUp(String token, Duration kept) {
        return add("token", token, kept);
    }

    /** Ends one sign-in. */
    void signIn(String signIn) {
        end(signIn);
        add(SIGN_IN, signIn, KEPT);
    }

    /** Ends everything that a person began until now. */
    void person(UUID person) {
        end(person, clock.instant());
        add(PERSON, person.toString(), KEPT);
    }

    /**
     * Ends one sign-in on the identity provider's word.
     *
     * @param word what the word is known by; it is good once
     * @return false if it was given before, at whichever process; nothing is ended then
     * @throws DataAccessException if it cannot be kept: the sign-in ended at this process alone, and the word stays good
     */
    boolean signIn(String signIn, String word) {
        return onWord(word, SIGN_IN, signIn, () -> end(signIn));
    }

    /** The same of everything that a person began until now. */
    boolean person(UUID person, String word) {
        Instant now = clock.instant();
        return onWord(word, PERSON, person.toString(), () -> end(person, now));
    }

    /** The word is used up together with the end that it names, or not at all: a word lost half-way could never be given again. */
    private boolean onWord(String word, String kind, String label, Runnable end) {
        boolean fresh;
        try {
            fresh = addOnWord(word, kind, label);
        } catch (DataAccessException e) {
            end.run();
            throw e;
        }
        if (fresh) {
            end.run();
        }
        return fresh;
    }

    private boolean addOnWord(String word, String kind, String label) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime until = now.plus(KEPT);
        return jdbc.sql("""
                        with word as (
                            insert into session_end (kind, label, ended, until) values ('token', ?, ?, ?)
                            on conflict do nothing returning number)
                        insert into session_end (kind, label, ended, until) select ?, ?, ?, ? from word""").params(word, now, until, kind, label, now, until).update() == 1;
    }

    private boolean add(String kind, String label, Duration kept) {
        Instant now = clock.instant();
        return jdbc.sql(
                                "insert into session_end (kind, label, ended, until) values (?, ?, ?, ?) on conflict do nothing")
                        .params(
                                kind,
                                label,
                                now.atOffset(ZoneOffset.UTC),
                                now.plus(kept).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void end(String signIn) {
        signIns.put(signIn, clock.instant());
        sessions.endSignIn(signIn).forEach(caller -> record(caller, PROVIDER));
    }

    private void end(UUID person, Instant at) {
        people.merge(person, at, (one, other) -> one.isAfter(other) ? one : other);
        sessions.endPerson(person, at).forEach(caller -> record(caller, PROVIDER));
    }

    /** Nobody is kept signed in because the trail cannot write. */
    private void record(Caller caller, String by) {
        Entry.Draft draft = Entry.of("access.sign-out", caller.actor());
        if (caller.tenant() != null) {
            draft.in(caller.tenant());
        }
        try {
            trails.append(draft.because(Ground.SECURITY).with("by", by));
        } catch (TrailUnavailableException e) {
            log.error("A session that was ended could not be recorded: the trail is unavailable");
        }
    }

    /** Does what other processes were told, and ends sessions that lasted long enough. */
    @Override
    protected synchronized void round() {
        Instant began = clock.instant();
        sessions.endOlder(began.minus(longest)).forEach(caller -> record(caller, AGE));
        List<Row> rows = jdbc.sql("select number, kind, label, ended from session_end"
                        + " where ended > ? and kind <> 'token' order by number")
                .param(looked.minus(OVERLAP).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Row(
                        row.getLong("number"),
                        row.getString("kind"),
                        row.getString("label"),
                        row.getObject("ended", OffsetDateTime.class).toInstant()))
                .list();
        for (Row row : rows) {
            if (read.put(row.number(), began) == null) {
                if (row.kind().equals(PERSON)) {
                    end(UUID.fromString(row.label()), row.ended());
                } else {
                    end(row.label());
                }
            }
        }
        looked = began;
        forget(began.minus(KEPT));
    }

    private record Row(long number, String kind, String label, Instant ended) {}

    private void forget(Instant before) {
        read.values().removeIf(at -> at.isBefore(before));
        signIns.values().removeIf(at -> at.isBefore(before));
        people.values().removeIf(at -> at.isBefore(before));
        jdbc.sql("delete from session_end where until < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether all that a person had, or this session, ended at the identity provider after an instant of the last hour. */
    boolean endedSince(UUID person, String session, Instant since) {
        Instant all = people.get(person);
        if (all != null && !all.isBefore(since)) {
            return true;
        }
        return session.startsWith(SessionLabels.TOKEN)
                && signIns.containsKey(session.substring(SessionLabels.TOKEN.length()));
    }

    /** Refuses a token of what was ended; whoever's it is, is kept an eye on. */
    OAuth2TokenValidatorResult validate(Jwt token) {
        UUID person = person(token);
        String signIn = token.getClaimAsString("sid");
        Instant issued = token.getIssuedAt();
        Instant ended = person == null ? null : people.get(person);
        if ((signIn != null && signIns.containsKey(signIn))
                || (ended != null && (issued == null || issued.isBefore(ended)))) {
            return OAuth2TokenValidatorResult.failure(
                    new OAuth2Error("invalid_token", "What this token stands for was ended", null));
        }
        if (person != null) {
            sessions.shown(person);
        }
        return OAuth2TokenValidatorResult.success();
    }

    private static @Nullable UUID person(Jwt token) {
        try {
            return token.getSubject() == null ? null : UUID.fromString(token.getSubject());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
