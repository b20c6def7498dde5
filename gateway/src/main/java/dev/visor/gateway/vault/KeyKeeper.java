package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Approval;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.RootBackups;
import dev.visor.gateway.keys.RootRotation;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.Turn;
import dev.visor.gateway.keys.Warrant;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.TwoPersonAct;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the epochs that somebody asked for, and those that are too old, each under records of the actor {@code keykeeper}.
 * A step that was stopped is recorded and done again.
 */
final class KeyKeeper {

    /** How long an old epoch key may outlive its turn, so that backups from before still open. */
    static final Duration WITHIN = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(KeyKeeper.class);
    static final ActorRef ACTOR = ActorRef.system("keykeeper");

    private final Epochs epochs;
    private final RootBackups backups;
    private final RootRotation rotation;
    private final Predicate<Domain> granted;
    private final Trails trails;
    private final Duration age;
    private final Clock clock;

    /**
     * Looks after epochs.
     *
     * @param granted whether two people said that a domain gets its next root
     * @param age how old an epoch may become; at least a day
     */
    KeyKeeper(
            Epochs epochs,
            RootBackups backups,
            RootRotation rotation,
            Predicate<Domain> granted,
            Trails trails,
            Duration age,
            Clock clock) {
        if (age.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("visor.keys.epoch-age is at least P1D, not " + age);
        }
        this.epochs = epochs;
        this.backups = backups;
        this.rotation = rotation;
        this.granted = granted;
        this.trails = trails;
        this.age = age;
        this.clock = clock;
    }

    /** Writes the backup of the root keys where one is wanted and a key has changed: at the first start, too. */
    void backUp() throws IOException {
        if (backups.isDue()) {
            trails.append(Entry.of("key.backup", ACTOR)
                    .because(Ground.OPERATION)
                    .with("domains", backups.domains())
                    .with("recipients", Integer.toString(backups.recipients())));
            backups.write();
        }
    }

    /**
     * Gives domains their next root where two people said so, once within the time that their word is good, and has every
     * tenant's epoch turned: whoever had the old root had the epoch keys.
     */
    void rotateGranted(Collection<TenantId> tenants) throws IOException {
        Instant now = clock.instant();
        for (Domain domain : Domain.values()) {
            boolean young = rotation.newest(domain)
                    .map(since -> now.isBefore(since.plus(Approval.VALIDITY)))
                    .orElse(true);
            if (epochs.holds(domain) && !young && granted.test(domain)) {
                trails.append(Entry.of("key.rotate-root", ACTOR)
                        .because(Ground.SECURITY)
                        .on(label(domain))
                        .with("domain", domain.label())
                        .with("act", TwoPersonAct.ROOT_ROTATE.id()));
                rotation.rotate(domain);
                tenants.forEach(tenant -> epochs.ask(tenant, domain, "compromise", now.plus(WITHIN)));
            }
        }
    }

    /** How an approval names a domain's root: {@code domain:} and its number as an identifier. */
    static ObjectLabel label(Domain domain) {
        return ObjectLabel.of("domain", new UUID(0, domain.number()));
    }

    /** Goes one round for a tenant. One turn's trouble must not keep the others. */
    void round(TenantId tenant) {
        for (Domain domain : Domain.values()) {
            if (epochs.holds(domain)) {
                askIfOld(tenant, domain);
            }
        }
        for (Turn turn : epochs.open(tenant)) {
            if (epochs.holds(turn.domain())) {
                try {
                    goOn(turn);
                } catch (RuntimeException e) {
                    log.error(
                            "An epoch of the tenant {} in {} could not be turned: {}",
                            tenant,
                            turn.domain().label(),
                            e.getClass().getName());
                }
            }
        }
    }

    private void askIfOld(TenantId tenant, Domain domain) {
        Instant now = clock.instant();
        Optional<Instant> since = epochs.newest(tenant, domain);
        if (since.isPresent() && since.get().plus(age).isBefore(now)) {
            epochs.ask(tenant, domain, "age", now.plus(WITHIN));
        }
    }

    private void goOn(Turn asked) {
        Turn turn = asked;
        if (turn.state() == Turn.State.ASKED || turn.state() == Turn.State.MOVING) {
            turn = move(turn);
        }
        if (epochs.isDue(turn)) {
            destroy(turn);
        }
    }

    private Turn move(Turn turn) {
        Warrant warrant = record("key.turn", turn);
        return epochs.rewrap(epochs.begin(turn), warrant);
    }

    private void destroy(Turn turn) {
        Warrant warrant = record("key.destroy", turn);
        epochs.destroy(epochs.rewrap(turn, warrant));
    }

    private Warrant record(String action, Turn turn) {
        Entry entry = Entry.of(action, ACTOR)
                .in(turn.tenant())
                .because(turn.reason().equals("erasure") ? Ground.MINIMISATION : Ground.SECURITY)
                .with("domain", turn.domain().label())
                .with("reason", turn.reason())
                .with("turn", turn.id().toString());
        if (turn.to() > 0) {
            entry.with("before", Integer.toString(turn.to()));
        }
        Receipt receipt = trails.append(entry);
        return new Warrant(receipt.actor(), receipt.purpose(), receipt.record());
    }
}
