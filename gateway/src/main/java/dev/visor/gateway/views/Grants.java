package dev.visor.gateway.views;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.PolicySource;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.SessionLabels;
import dev.visor.gateway.access.SignedOut;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.views.GrantTable.Bond;
import dev.visor.gateway.views.GrantTable.Found;
import dev.visor.gateway.views.GrantTable.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Rights to one delivery of a view: 128 random bits, good once, for two minutes at most, for one session of one annotator under one
 * lease of one task, as long as the same policies are in force.
 *
 * <p>A grant decides nothing: what it is used for is decided by the policies as if there were none.
 */
@Service
public class Grants {

    private static final int SECONDS = 120;

    /** The first, and three more after an aborted delivery or a reload. */
    private static final int MOST = 4;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    private final GrantTable table;
    private final SessionLabels sessions;
    private final PolicySource rules;

    Grants(GrantTable table, SessionLabels sessions, PolicySource rules) {
        this.table = table;
        this.sessions = sessions;
        this.rules = rules;
    }

    /**
     * A right that was just given. Only its holder has it: Visor keeps a hash.
     *
     * @param again 0 for the first of a lease
     */
    public record Grant(String secret, Instant expires, int again) {

        @Override
        public String toString() {
            return "Grant[]";
        }
    }

    /**
     * Gives one, to whom the policies would show the view.
     *
     * @throws Refused (409, {@code grants-spent}) if the lease has had all of its grants
     */
    public Grant give(Caller caller, Lease lease) {
        Bond bond = bond(caller, lease);
        byte[] secret = new byte[16];
        RANDOM.nextBytes(secret);
        String text = HexFormat.of().formatHex(secret);
        do {
            Optional<Row> given = table.add(lease.tenant(), sha256(text), bond, SECONDS, MOST);
            if (given.isPresent()) {
                Row row = given.get();
                return new Grant(text, row.expires(), row.number() - 1);
            }
            // Another request of the same lease took the number: the next one, if there is one.
        } while (table.count(lease.tenant(), bond) < MOST);
        throw spent();
    }

    /**
     * Uses a grant up, for one delivery.
     *
     * @throws Refused (403) if it is not good for this; the reason says why
     */
    public Showing use(Caller caller, Lease lease, @Nullable String secret, boolean ahead) {
        if (secret == null) {
            throw Refused.forbidden("grant-missing", "A view is delivered under a grant only: ask for one first.");
        }
        if (!FORM.matcher(secret).matches()) {
            throw unknown();
        }
        byte[] hash = sha256(secret);
        byte[] session = session();
        Instant ends = lease.ends();
        if (ends != null) {
            Bond bond = new Bond(
                    session, caller.id(), lease.task(), ends, rules.inForce().policySet());
            Optional<Row> used = table.use(lease.tenant(), hash, bond);
            if (used.isPresent()) {
                return new Showing(used.get().id(), used.get().number() - 1, ahead, false);
            }
        }
        throw table.look(
                        lease.tenant(),
                        hash,
                        session,
                        caller.id(),
                        lease.task(),
                        ends,
                        rules.inForce().policySet())
                .map(Grants::refusal)
                .orElseGet(Grants::unknown);
    }

    /**
     * One more delivery of a lease, at once, for who comes with a link that was given to what it is bound to.
     *
     * @throws Refused (403, 409) if the lease or the policies are others by now, or the lease has had all of its deliveries
     */
    Showing lend(Bond bond, Lease lease) {
        if (!bond.leaseEnds().equals(lease.ends())) {
            throw taskOver();
        }
        if (!bond.policySet().equals(rules.inForce().policySet())) {
            throw Refused.forbidden("grant-policy-changed", "The rules changed meanwhile: ask for another link.");
        }
        byte[] secret = new byte[16];
        RANDOM.nextBytes(secret);
        byte[] hash = sha256(HexFormat.of().formatHex(secret));
        do {
            if (table.add(lease.tenant(), hash, bond, SECONDS, MOST).isPresent()) {
                return table.use(lease.tenant(), hash, bond)
                        .map(row -> new Showing(row.id(), row.number() - 1, false, true))
                        .orElseThrow(Grants::signedOut);
            }
        } while (table.count(lease.tenant(), bond) < MOST);
        throw spent();
    }

    /** What is given now is bound to this. */
    Bond bond(Caller caller, Lease lease) {
        Instant ends = lease.ends();
        if (ends == null) {
            throw taskOver();
        }
        byte[] session = session();
        if (table.stopped(session)) {
            throw signedOut();
        }
        return new Bond(
                session, caller.id(), lease.task(), ends, rules.inForce().policySet());
    }

    /** Nothing could be delivered, because it could not be recorded: the grant does not count. */
    public void forget(TenantId tenant, UUID grant) {
        table.forget(tenant, grant);
    }

    @EventListener
    void signedOut(SignedOut session) {
        table.stop(sha256(session.session()));
    }

    private byte[] session() {
        return sessions.current()
                .map(Grants::sha256)
                .orElseThrow(() -> Refused.forbidden(
                        "session-unknown", "Your token belongs to no session, and nothing can be lent to it."));
    }

    private static Refused refusal(Found found) {
        if (found.otherAnnotator()) {
            return Refused.forbidden("grant-of-another", "This grant was given to somebody else.");
        }
        if (found.otherSession()) {
            return Refused.forbidden("grant-other-session", "This grant was given to another session.");
        }
        if (found.otherTask()) {
            return Refused.forbidden("grant-other-task", "This grant is for another task.");
        }
        if (found.signedOut()) {
            return signedOut();
        }
        if (found.otherLease()) {
            return taskOver();
        }
        if (found.otherPolicies()) {
            return Refused.forbidden("grant-policy-changed", "The rules changed meanwhile: ask for another grant.");
        }
        if (found.expired() && !found.used()) {
            return Refused.forbidden("grant-expired", "This grant is over: ask for another.");
        }
        return Refused.forbidden("grant-used", "This grant was used: each is good for one delivery.");
    }

    private static Refused unknown() {
        return Refused.forbidden("grant-unknown", "There is no such grant: ask for one.");
    }

    private static Refused signedOut() {
        return Refused.forbidden("grant-signed-out", "The session that this was given to is over.");
    }

    private static Refused spent() {
        return Refused.conflict(
                "grants-spent",
                "This view was fetched four times: give the task back and take it anew to see it again.");
    }

    private static Refused taskOver() {
        return Refused.forbidden("grant-task-over", "This is not a task that you hold, or you took it anew meanwhile.");
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
