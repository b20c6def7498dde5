package dev.visor.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * The browsers that are signed in at this process, and whose tokens were taken here lately. A session that ends, however it does,
 * is told as {@link SignedOut}.
 */
@Component
public class Sessions implements HttpSessionListener {

    /** The realm's tokens live for five minutes: whoever showed none for longer has none. */
    static final Duration LATELY = Duration.ofMinutes(10);

    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<String, Live> live = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> shown = new ConcurrentHashMap<>();

    /**
     * One browser.
     *
     * @param signIn what the identity provider calls it; null where it does not say
     * @param since when the person signed in last, or proved a second factor
     */
    private record Live(
            HttpSession session, Caller caller, @Nullable String signIn, Instant since) {}

    Sessions(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    private static Optional<String> label(@Nullable HttpSession session) {
        return session != null && session.getAttribute(SessionLabels.ATTRIBUTE) instanceof String label
                ? Optional.of(label)
                : Optional.empty();
    }

    /** Keeps in mind that this browser's person signed in. Who does so again, for a second factor, goes on under the same label. */
    void signedIn(HttpServletRequest request, Authentication authentication, Caller caller) {
        HttpSession session = Objects.requireNonNull(request.getSession(false), "A sign-in without a session");
        String known = label(session).orElse(null);
        Live before = known == null ? null : live.get(known);
        String label = known;
        if (before == null || known == null || !before.caller().id().equals(caller.id())) {
            // Random: the session's own identifier is the cookie's value, and nobody else gets to hold that.
            label = UUID.randomUUID().toString();
            forget(known);
        }
        session.setAttribute(SessionLabels.ATTRIBUTE, label);
        String signIn = authentication.getPrincipal() instanceof OidcUser user ? user.getClaimAsString("sid") : null;
        live.put(Objects.requireNonNull(label), new Live(session, caller, signIn, clock.instant()));
    }

    /** Keeps in mind whose token was taken. */
    void shown(UUID person) {
        shown.put(person, clock.instant());
    }

    /** Everybody who is signed in at this process, or was here lately with a token. */
    Set<UUID> people() {
        Instant since = clock.instant().minus(LATELY);
        shown.values().removeIf(at -> at.isBefore(since));
        Set<UUID> people = new HashSet<>(shown.keySet());
        live.values().forEach(one -> people.add(one.caller().id().value()));
        return people;
    }

    /** Ends the session of one sign-in at the identity provider, and tells whose it was. */
    List<Caller> endSignIn(String signIn) {
        return end(one -> signIn.equals(one.signIn()));
    }

    /** Ends all sessions of a person that began before then, and tells whose they were. */
    List<Caller> endPerson(UUID person, Instant before) {
        shown.remove(person);
        return end(
                one -> one.caller().id().value().equals(person) && one.since().isBefore(before));
    }

    /** Ends all sessions whose person signed in last before then, and tells whose they were. */
    List<Caller> endOlder(Instant before) {
        return end(one -> one.since().isBefore(before));
    }

    private List<Caller> end(Predicate<Live> those) {
        return live.values().stream()
                .filter(those)
                .filter(one -> invalidated(one.session()))
                .map(Live::caller)
                .toList();
    }

    /** Where the person leaves at the same moment, one of both ends it. */
    private static boolean invalidated(HttpSession session) {
        try {
            session.invalidate();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        forget(label(event.getSession()).orElse(null));
    }

    private void forget(@Nullable String label) {
        Live gone = label == null ? null : live.remove(label);
        if (gone != null && label != null) {
            events.publishEvent(new SignedOut(gone.caller().id(), label));
        }
    }
}
