package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Act;
import dev.visor.policies.Invitation;
import dev.visor.policies.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets external auditors in, and out again. An administrator of the operator names the client by its handle. */
@RestController
@RequestMapping("/api/v1/auditors")
class AuditorController {

    private final Auditors auditors;
    private final Tenants tenants;
    private final Gate gate;
    private final Clock clock;

    AuditorController(Auditors auditors, Tenants tenants, Gate gate, Clock clock) {
        this.auditors = auditors;
        this.tenants = tenants;
        this.gate = gate;
        this.clock = clock;
    }

    @GetMapping
    @Guarded(Act.AUDITOR_READ)
    List<InvitationAnswer> list(Caller caller, @RequestParam(required = false) @Nullable String tenant) {
        return auditors.list(caller, whose(caller, tenant)).stream()
                .map(shown -> InvitationAnswer.of(caller, shown))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.AUDITOR_INVITE)
    InvitationAnswer invite(Caller caller, @Valid @RequestBody NewInvitation wanted) {
        TenantId tenant = caller.requireTenant();
        gate.check(caller, Act.AUDITOR_INVITE, new Resource.Invitation(UUID.randomUUID(), null, tenant.value()));
        return InvitationAnswer.of(caller, auditors.invite(caller, tenant, wanted.name(), to(wanted)));
    }

    @PostMapping("/{id}/agreement")
    @Guarded(Act.AUDITOR_AGREE)
    InvitationAnswer agree(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tenant) {
        return answered(caller, tenant, whose -> auditors.agree(caller, whose, id));
    }

    @PostMapping("/{id}/end")
    @Guarded(Act.AUDITOR_END)
    InvitationAnswer end(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tenant) {
        return answered(caller, tenant, whose -> auditors.end(caller, whose, id));
    }

    /** A refusal is about the client's own, and recorded there. */
    private InvitationAnswer answered(
            Caller caller, @Nullable String handle, Function<TenantId, Auditors.Shown> answer) {
        TenantId whose = whose(caller, handle);
        try {
            return InvitationAnswer.of(caller, answer.apply(whose));
        } catch (Refused refused) {
            throw refused.in(whose);
        }
    }

    /** Decided before a handle is looked up: who may not ask must not learn which clients there are. */
    private TenantId whose(Caller caller, @Nullable String handle) {
        TenantId own = caller.tenant();
        UUID asked = own == null ? new UUID(0, 0) : own.value();
        gate.check(caller, Act.AUDITOR_READ, new Resource.Invitation(UUID.randomUUID(), null, asked));
        TenantId meant = tenants.meant(caller, handle);
        if (meant == null) {
            throw Refused.badRequest("no-tenant", "Say of which client, by its handle.");
        }
        return meant;
    }

    private Invitation to(NewInvitation wanted) {
        Set<Invitation.Scope> scope = EnumSet.noneOf(Invitation.Scope.class);
        for (String name : wanted.scope()) {
            scope.add(Invitation.Scope.named(name)
                    .orElseThrow(() -> Refused.badRequest("unknown-scope", "An invitation is for trail or rules.")));
        }
        if (scope.isEmpty()) {
            throw Refused.badRequest("unknown-scope", "An invitation is for trail or rules.");
        }
        Instant from = wanted.from() == null ? clock.instant() : wanted.from();
        if (!from.isBefore(wanted.until())) {
            throw Refused.badRequest("bad-dates", "An invitation ends after it begins.");
        }
        return new Invitation(scope, from, wanted.until());
    }

    /**
     * Whom to invite, and to what.
     *
     * @param name the sign-in name at the identity provider; it prints as nothing
     * @param scope {@code trail}, {@code rules}, or both
     * @param from the first instant that counts; null for from now on
     * @param until the first instant that does not count any more, a year later at most
     */
    record NewInvitation(
            @NotNull String name,
            @NotNull List<String> scope,
            @Nullable Instant from,
            @NotNull Instant until) {

        @Override
        public String toString() {
            return "NewInvitation[" + scope + "]";
        }
    }

    /**
     * An invitation.
     *
     * @param name null once whoever invited was erased
     * @param state {@code waiting} for a second person, {@code agreed}, {@code ended} by somebody, or {@code over}
     * @param mine whether the caller invited, and so cannot agree
     */
    record InvitationAnswer(
            UUID id,
            @Nullable String name,
            List<String> scope,
            Instant from,
            Instant until,
            Instant askedAt,
            String state,
            boolean mine) {

        static InvitationAnswer of(Caller caller, Auditors.Shown shown) {
            AuditorInvitation invitation = shown.invitation();
            return new InvitationAnswer(
                    invitation.id(),
                    shown.name(),
                    invitation.to().scope().stream()
                            .map(Invitation.Scope::id)
                            .sorted()
                            .toList(),
                    invitation.to().from(),
                    invitation.to().until(),
                    invitation.askedAt(),
                    shown.state().name().toLowerCase(Locale.ROOT),
                    invitation.askedBy().equals(caller.id()));
        }

        @Override
        public String toString() {
            return "InvitationAnswer[" + id + ", " + state + "]";
        }
    }
}
