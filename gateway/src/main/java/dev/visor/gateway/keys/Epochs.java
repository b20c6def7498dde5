package dev.visor.gateway.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Turns epochs: every living subject key of a tenant and domain goes under the next epoch key, then the old epoch keys are
 * destroyed at the custodian. After that a backup of database and objects from before opens nothing (G8).
 *
 * <p>A turn touches persons, never objects. It goes on where it stopped, after whatever stopped it, and openings go on
 * meanwhile. A destroyed subject key is never carried along. Not guaranteed: anything about a backup of the custodian
 * itself that is older than the destruction.
 *
 * <p>Whoever calls {@link #begin}, {@link #rewrap} and {@link #destroy} has recorded it first.
 */
public final class Epochs {

    /** Subject keys wrapped anew in one transaction: a fraction of a second, and an erasure waits no longer. */
    static final int PORTION = 500;

    /** The last day before the date is for whatever may come between. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(Epochs.class);

    private final Custodians custodians;
    private final TenantTransactions transactions;
    private final SubjectKeyTable keys;
    private final TurnTable turns;
    private final EpochPins pins;
    private final SubjectKeyMirror mirror;
    private final int portion;
    private final Clock clock;

    Epochs(
            Custodians custodians,
            TenantTransactions transactions,
            JdbcClient jdbc,
            SubjectKeyMirror mirror,
            int portion,
            Clock clock) {
        this.custodians = custodians;
        this.transactions = transactions;
        this.keys = new SubjectKeyTable(jdbc);
        this.turns = new TurnTable(jdbc);
        this.pins = new EpochPins(transactions, keys);
        this.mirror = mirror;
        this.portion = portion;
        this.clock = clock;
    }

    /**
     * Asks for a turn, which begins soon, in whichever process holds the domain's credential; it needs none here. Joins a
     * turn that was asked for and has not begun, and a running transaction: an erasure destroys the subject keys first and
     * asks in the same transaction, so that the turn begins after both.
     *
     * @param reason a short code: {@code erasure}, {@code age}, {@code compromise}, {@code asked}
     * @param destroyBy when the old epoch keys are destroyed at the latest; now or earlier for as soon as may be
     * @return the turn; empty where the tenant never had a key in the domain, so that no backup holds one
     */
    public Optional<Turn> ask(TenantId tenant, Domain domain, String reason, Instant destroyBy) {
        return transactions.inTenant(tenant, () -> {
            if (turns.newest(tenant, domain).isEmpty()) {
                return Optional.empty();
            }
            UUID id = turns.ask(tenant, domain, reason, clock.instant(), destroyBy);
            return turns.find(tenant, id);
        });
    }

    /** How far a turn has come. */
    public Optional<Turn> find(TenantId tenant, UUID id) {
        return transactions.inTenant(tenant, () -> turns.find(tenant, id));
    }

    /** All turns of a tenant, the newest first. */
    public List<Turn> all(TenantId tenant) {
        return transactions.inTenant(tenant, () -> turns.all(tenant));
    }

    /** Those whose old epoch keys are not destroyed yet, the earliest first. */
    public List<Turn> open(TenantId tenant) {
        return transactions.inTenant(tenant, () -> turns.open(tenant));
    }

    /** How many living keys a turn has still to wrap anew; before it has begun, all. */
    public long left(Turn turn) {
        int before = turn.to() == 0 ? Integer.MAX_VALUE : turn.to();
        return transactions.inTenant(turn.tenant(), () -> keys.livingBefore(turn.tenant(), turn.domain(), before));
    }

    /** When the newest epoch of a tenant and domain was first used; empty where there is none. */
    public Optional<Instant> newest(TenantId tenant, Domain domain) {
        return transactions.inTenant(tenant, () -> turns.newest(tenant, domain));
    }

    /**
     * Since when no backup of database and objects can be opened that holds a key of this epoch or of an older one.
     *
     * @return empty while one of these epoch keys is not destroyed
     */
    public Optional<Instant> destroyedUpTo(TenantId tenant, Domain domain, int epoch) {
        return transactions.inTenant(tenant, () -> turns.destroyedUpTo(tenant, domain, epoch));
    }

    /** Whether it is time to destroy the old epoch keys. */
    public boolean isDue(Turn turn) {
        Instant now = clock.instant();
        return turn.state() == Turn.State.TURNED
                && (!now.isBefore(turn.destroyBy().minus(MARGIN))
                        || turn.destroyBy().isBefore(turn.askedAt().plus(MARGIN)));
    }

    /** Whether this process holds the credential that a turn of the domain needs. */
    public boolean holds(Domain domain) {
        return custodians.domains().contains(domain);
    }

    /**
     * Begins the next epoch at the custodian. Stopped in between, it may begin one more, which does no harm.
     *
     * @throws KeyReplacedException if the custodian's new epoch key has the name of another
     * @throws CustodianRefusedException if this process may not use the domain
     */
    public Turn begin(Turn turn) {
        Custodian custodian = custodians.of(turn.domain());
        transactions.runInTenant(turn.tenant(), () -> turns.begun(turn, clock.instant()));
        Turn begun = find(turn);
        if (begun.to() == 0) {
            EpochKey next = new EpochKey(turn.tenant(), custodian.advance(turn.tenant()));
            pins.require(next, custodian);
            transactions.runInTenant(turn.tenant(), () -> turns.to(turn, next.epoch()));
        }
        return find(turn);
    }

    /**
     * Wraps what is left under older epochs anew, in portions that are each committed. A key that does not unwrap is left
     * as it is and counted: it harms no other, but its epoch cannot be destroyed.
     *
     * @param warrant under which record
     */
    public Turn rewrap(Turn turn, Warrant warrant) {
        Custodian custodian = custodians.of(turn.domain());
        if (turn.to() == 0) {
            throw new IllegalStateException("The turn has not begun");
        }
        pins.require(new EpochKey(turn.tenant(), turn.to()), custodian);
        long stuck = 0;
        @Nullable KeyOwner last = null;
        Portion portion;
        do {
            @Nullable KeyOwner after = last;
            portion = transactions.apartInTenant(turn.tenant(), () -> move(turn, custodian, after, warrant));
            stuck += portion.stuck();
            last = portion.last();
        } while (last != null);
        long unopened = stuck;
        transactions.runInTenant(turn.tenant(), () -> {
            boolean turned = keys.livingBefore(turn.tenant(), turn.domain(), turn.to()) == 0;
            turns.passed(turn, unopened, turned, clock.instant());
        });
        if (stuck > 0) {
            log.error(
                    "{} subject keys of the tenant {} in {} do not unwrap; their epoch cannot be destroyed",
                    stuck,
                    turn.tenant(),
                    turn.domain().label());
        }
        return find(turn);
    }

    private Portion move(Turn turn, Custodian custodian, @Nullable KeyOwner after, Warrant warrant) {
        List<SubjectKeyTable.Row> rows = keys.lockBefore(turn.tenant(), turn.domain(), turn.to(), after, portion);
        List<SubjectKeyMirror.Entry> moved = new ArrayList<>(rows.size());
        EpochKey next = new EpochKey(turn.tenant(), turn.to());
        for (SubjectKeyTable.Row row : rows) {
            byte[] context = Contexts.subjectKey(turn.tenant(), turn.domain(), row.owner(), row.generation());
            try (DataKey key = custodian.unwrap(
                    new EpochKey(turn.tenant(), row.epoch()),
                    context,
                    row.required().bytes(),
                    warrant)) {
                moved.add(new SubjectKeyMirror.Entry(
                        row.owner(), row.generation(), new WrappedKey(custodian.wrap(next, context, key))));
            } catch (KeyAlteredException | KeyMissingException e) {
                log.warn("A subject key does not unwrap: {}", e.getClass().getName());
            }
        }
        if (!moved.isEmpty()) {
            keys.move(turn.tenant(), turn.domain(), turn.to(), moved);
            turns.moved(turn, moved.size());
            // Before the commit: a row never leads to a file that lacks it.
            mirror.append(turn.domain(), next, moved);
        }
        return new Portion(rows.isEmpty() ? null : rows.getLast().owner(), rows.size() - moved.size());
    }

    /**
     * Destroys all epoch keys before the turn's at the custodian, for good.
     *
     * @throws KeyInUseException if a living key is still wrapped under one of them: somebody made it meanwhile, or it is
     *     stuck. {@link #rewrap} again
     */
    public Turn destroy(Turn turn) {
        Custodian custodian = custodians.of(turn.domain());
        if (turn.to() == 0) {
            throw new KeyInUseException("The turn has not begun");
        }
        transactions.<@Nullable Void>apartInTenant(turn.tenant(), () -> {
            turns.lockEpochs(turn);
            long living = keys.livingBefore(turn.tenant(), turn.domain(), turn.to());
            if (living > 0) {
                throw new KeyInUseException(living + " subject keys are still wrapped under an older epoch key");
            }
            turns.retire(turn, clock.instant());
            return null;
        });
        // Nothing is wrapped under them from here on; what follows may be done twice.
        for (int epoch : mirror.epochs(turn.tenant(), turn.domain())) {
            if (epoch < turn.to()) {
                mirror.remove(turn.domain(), new EpochKey(turn.tenant(), epoch));
            }
        }
        for (int epoch : custodian.epochs(turn.tenant())) {
            if (epoch < turn.to()) {
                custodian.destroy(new EpochKey(turn.tenant(), epoch));
            }
        }
        transactions.runInTenant(turn.tenant(), () -> turns.destroyed(turn, clock.instant()));
        return find(turn);
    }

    private Turn find(Turn turn) {
        return find(turn.tenant(), turn.id()).orElseThrow();
    }

    private record Portion(@Nullable KeyOwner last, int stuck) {}
}
