package dev.visor.gateway.vault;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.Epochs;
import dev.visor.gateway.keys.KeyStanding;
import dev.visor.gateway.keys.RootBackups;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.Turn;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What the operator's administrators see of the keys, and the turn that they may ask for. It tells states and counts, so
 * looking is no record; asking is one, in the log of whose keys are turned.
 */
@Service
class KeyDesk {

    /** The operator's own keys go by a tenant identifier that no client has. */
    static final TenantId OPERATOR = new TenantId(new UUID(0, 0));

    private final KeyStanding standing;
    private final Epochs epochs;
    private final RootBackups backups;
    private final Tenants tenants;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;

    KeyDesk(
            KeyStanding standing,
            Epochs epochs,
            RootBackups backups,
            Tenants tenants,
            Gate gate,
            Trails trails,
            Clock clock) {
        this.standing = standing;
        this.epochs = epochs;
        this.backups = backups;
        this.tenants = tenants;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /** How everything stands now. */
    Standing standing(Caller caller) {
        gate.check(caller, Act.KEYS_READ, new Resource.Tenant(OPERATOR.value()));
        List<Holder> holders = new ArrayList<>();
        holders.add(holder(OPERATOR, null));
        for (Map.Entry<TenantId, String> tenant : tenants.handles().entrySet()) {
            holders.add(holder(tenant.getKey(), tenant.getValue()));
        }
        return new Standing(standing.kind(), standing.roots(), backups.standing(), holders);
    }

    private Holder holder(TenantId tenant, @Nullable String handle) {
        List<Progress> turns = new ArrayList<>();
        Set<Domain> ended = EnumSet.noneOf(Domain.class);
        for (Turn turn : epochs.all(tenant)) {
            // Of those that came to their end the last in each domain says enough.
            if (turn.state() != Turn.State.DESTROYED || ended.add(turn.domain())) {
                turns.add(progress(turn));
            }
        }
        return new Holder(handle, standing.epochs(tenant), turns);
    }

    private Progress progress(Turn turn) {
        return new Progress(turn, turn.state() == Turn.State.DESTROYED ? 0 : epochs.left(turn));
    }

    /**
     * Asks for a turn of a tenant's epoch, which joins one that was asked for and has not begun.
     *
     * @param handle whose; null for the operator's own
     * @throws Refused (404) if there is no such tenant, (409) if it never had a key in the domain
     */
    Progress turn(Caller caller, @Nullable String handle, Domain domain, Reason reason) {
        // Decided before a handle is looked up: who may not ask must not learn which tenants there are.
        gate.check(caller, Act.KEYS_TURN, new Resource.Tenant(OPERATOR.value()));
        TenantId tenant = handle == null ? OPERATOR : tenants.named(handle).orElseThrow(Refused::notFound);
        if (epochs.newest(tenant, domain).isEmpty()) {
            throw Refused.conflict("no-keys", "There is no key of this domain yet, so there is nothing to turn.");
        }
        Receipt receipt = gate.pass(
                caller,
                Act.KEYS_TURN,
                new Resource.Tenant(tenant.value()),
                "key.ask-turn",
                entry -> about(entry, tenant, domain, reason));
        boolean asked = false;
        try {
            Instant now = clock.instant();
            Progress begun = progress(epochs.ask(tenant, domain, reason.label(), now.plus(KeyKeeper.WITHIN))
                    .orElseThrow());
            asked = true;
            return begun;
        } finally {
            if (!asked) {
                trails.outcome(
                        receipt,
                        about(
                                Entry.of("act.failed", caller.as(receipt)).because(Ground.ADMINISTRATION),
                                tenant,
                                domain,
                                reason));
            }
        }
    }

    private static Entry about(Entry entry, TenantId tenant, Domain domain, Reason reason) {
        if (!tenant.equals(OPERATOR)) {
            entry.in(tenant);
        }
        return entry.with("domain", domain.label()).with("reason", reason.label());
    }

    /** Why a person has an epoch turned. */
    enum Reason {
        /** The key is old enough. */
        AGE,
        /** Somebody else may have it. */
        COMPROMISE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How the keys stand.
     *
     * @param kind {@code file} or {@code pkcs11}
     */
    record Standing(String kind, List<KeyStanding.Root> roots, RootBackups.Standing backup, List<Holder> holders) {}

    /**
     * Whose keys.
     *
     * @param handle the tenant's; null for the operator's own
     * @param turns the newest first
     */
    record Holder(@Nullable String handle, List<KeyStanding.Epoch> epochs, List<Progress> turns) {}

    /**
     * A turn as far as it has come.
     *
     * @param left living keys still under an older epoch
     */
    record Progress(Turn turn, long left) {}
}
