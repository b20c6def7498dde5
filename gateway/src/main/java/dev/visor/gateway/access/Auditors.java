package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Invitation;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * External auditors whom a client lets in: one person invites, another agrees, and it ends by itself. What was agreed to is never
 * changed; who is to see more, or for longer, is invited again.
 */
@Service
class Auditors {

    /** A year and a day: an audit that takes longer is agreed to again. */
    static final Duration LONGEST = Duration.ofDays(366);

    private static final int LONGEST_NAME = 255;

    private final AuditorTable table;
    private final Invitations invitations;
    private final Identities identities;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;

    Auditors(
            AuditorTable table, Invitations invitations, Identities identities, Gate gate, Trails trails, Clock clock) {
        this.table = table;
        this.invitations = invitations;
        this.identities = identities;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /** The newest invitations with their names, which is a record. */
    List<Shown> list(Caller caller, TenantId tenant) {
        gate.pass(
                caller,
                Act.AUDITOR_READ,
                new Resource.Invitation(UUID.randomUUID(), null, tenant.value()),
                "auditor.list",
                entry -> entry.in(tenant));
        return table.newest(tenant).stream().map(this::shown).toList();
    }

    Shown invite(Caller caller, TenantId tenant, String name, Invitation to) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.badRequest("bad-name", "A sign-in name has 1 to " + LONGEST_NAME + " characters.");
        }
        if (Duration.between(to.from(), to.until()).compareTo(LONGEST) > 0) {
            throw Refused.badRequest("bad-dates", "An invitation lasts a year at most.");
        }
        Instant now = clock.instant();
        if (!now.isBefore(to.until())) {
            throw Refused.badRequest("bad-dates", "This invitation would be over already.");
        }
        AuditorInvitation invitation = new AuditorInvitation(
                UUID.randomUUID(),
                tenant,
                identities.seal(tenant, caller.id(), Invitations.NAME, name.strip()),
                to,
                caller.id(),
                now,
                null,
                null);
        gate.pass(
                caller,
                Act.AUDITOR_INVITE,
                new Resource.Invitation(invitation.id(), null, tenant.value()),
                "auditor.invite",
                entry -> about(entry, invitation).sealed("auditor", name.strip()));
        table.add(invitation, invitations.index(tenant, name.strip()));
        return shown(invitation);
    }

    /** Agrees to what somebody else asked for. Of several who do at once, one does. */
    Shown agree(Caller caller, TenantId tenant, UUID id) {
        AuditorInvitation invitation = find(caller, tenant, id);
        gate.check(caller, Act.AUDITOR_AGREE, invitation.resource());
        invitation.requireOpen(clock.instant());
        if (invitation.agreedAt() != null) {
            throw agreed();
        }
        Receipt receipt = gate.pass(
                caller, Act.AUDITOR_AGREE, invitation.resource(), "auditor.agree", entry -> about(entry, invitation));
        if (!table.agree(invitation, caller.id(), clock.instant())) {
            throw failed(receipt, caller, invitation, agreed());
        }
        return shown(find(caller, tenant, id));
    }

    Shown end(Caller caller, TenantId tenant, UUID id) {
        AuditorInvitation invitation = find(caller, tenant, id);
        gate.check(caller, Act.AUDITOR_END, invitation.resource());
        invitation.requireOpen(clock.instant());
        Receipt receipt = gate.pass(
                caller, Act.AUDITOR_END, invitation.resource(), "auditor.end", entry -> about(entry, invitation));
        if (!table.end(invitation, caller.id(), clock.instant())) {
            throw failed(receipt, caller, invitation, Refused.conflict("invitation-over", "This invitation is over."));
        }
        return shown(find(caller, tenant, id));
    }

    /** Decided before it is said whether there is such an invitation. */
    private AuditorInvitation find(Caller caller, TenantId tenant, UUID id) {
        gate.check(caller, Act.AUDITOR_READ, new Resource.Invitation(id, null, tenant.value()));
        return table.find(tenant, id).orElseThrow(Refused::notFound);
    }

    private Refused failed(Receipt receipt, Caller caller, AuditorInvitation invitation, Refused refused) {
        trails.outcome(
                receipt,
                Entry.of("act.failed", caller.as(receipt))
                        .in(invitation.tenant())
                        .because(Ground.ADMINISTRATION)
                        .on(label(invitation))
                        .with("reason", refused.reason()));
        return refused;
    }

    private Shown shown(AuditorInvitation invitation) {
        return new Shown(invitation, opened(invitation), invitation.state(clock.instant()));
    }

    private @Nullable String opened(AuditorInvitation invitation) {
        try {
            return identities.open(invitation.tenant(), invitation.askedBy(), Invitations.NAME, invitation.name());
        } catch (KeyDestroyedException e) {
            return null;
        }
    }

    private static Entry about(Entry entry, AuditorInvitation invitation) {
        return entry.in(invitation.tenant())
                .on(label(invitation))
                .with(
                        "scope",
                        invitation.to().scope().stream()
                                .map(Invitation.Scope::id)
                                .sorted()
                                .collect(Collectors.joining(",")))
                .with("from", invitation.to().from().toString())
                .with("until", invitation.to().until().toString());
    }

    private static ObjectLabel label(AuditorInvitation invitation) {
        return ObjectLabel.of("invitation", invitation.id());
    }

    private static Refused agreed() {
        return Refused.conflict("already-agreed", "A second person agreed to this invitation already.");
    }

    /** @param name null once whoever invited was erased */
    record Shown(AuditorInvitation invitation, @Nullable String name, AuditorInvitation.State state) {}
}
