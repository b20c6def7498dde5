package dev.visor.gateway.access;

import dev.visor.audit.Receipt;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Disables accounts whose first password nobody used in time, under records of the actor {@code keeper-of-accounts}: an administrator
 * knows it, and so does whoever finds the note that it stands on. Two administrators give another one.
 *
 * <p>Not guaranteed: that an account is disabled while Keycloak does not answer; then the next round does it.
 */
@Component
class FirstPasswords {

    private static final Logger log = LoggerFactory.getLogger(FirstPasswords.class);
    private static final ActorRef ACTOR = ActorRef.system("keeper-of-accounts");

    private final AccountTable table;
    private final KeycloakAdmin admin;
    private final KeycloakPasswords passwords;
    private final Trails trails;
    private final Clock clock;
    private final Duration good;

    /**
     * Looks after them.
     *
     * @param good how long a first password is good for, longer than none
     */
    FirstPasswords(
            AccountTable table,
            KeycloakAdmin admin,
            KeycloakPasswords passwords,
            Trails trails,
            Clock clock,
            @Value("${visor.access.first-password:72h}") Duration good) {
        if (good.isNegative() || good.isZero()) {
            throw new IllegalArgumentException("visor.access.first-password is a time such as 72h");
        }
        this.table = table;
        this.admin = admin;
        this.passwords = passwords;
        this.trails = trails;
        this.clock = clock;
        this.good = good;
    }

    /** Goes one round. One account's trouble must not keep the others from theirs. */
    void round() {
        if (!admin.isChanging()) {
            return;
        }
        Instant before = clock.instant().minus(good);
        for (UUID person : table.given(before)) {
            try {
                if (passwords.isUnused(person, before)) {
                    lapse(person);
                }
            } catch (Refused refused) {
                if (refused.status() != HttpStatus.NOT_FOUND) {
                    log.warn("A first password could not be looked after yet: {}", refused.reason());
                }
            } catch (TrailUnavailableException e) {
                log.error("An account could not be disabled yet: the trail is unavailable");
            }
        }
    }

    private void lapse(UUID person) {
        Receipt receipt = trails.append(
                Entry.of("account.lapse", ACTOR).because(Ground.ADMINISTRATION).with("person", person.toString()));
        try {
            passwords.lapse(person);
        } catch (Refused refused) {
            trails.outcome(
                    receipt,
                    Entry.of("act.failed", ACTOR).because(Ground.ADMINISTRATION).with("reason", refused.reason()));
            throw refused;
        }
        trails.outcome(
                receipt,
                Entry.of("account.changed", ACTOR)
                        .because(Ground.ADMINISTRATION)
                        .with("person", person.toString()));
    }
}
