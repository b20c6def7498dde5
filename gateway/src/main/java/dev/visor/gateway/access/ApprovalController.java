package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.TwoPersonAct;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
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

/**
 * Two-person approvals. Whoever is on a tenant's side asks and grants for that tenant; the operator's people name one by its
 * handle, or none for what is the operator's own.
 */
@RestController
@RequestMapping("/api/v1/approvals")
class ApprovalController {

    private final Approvals approvals;
    private final Tenants tenants;
    private final KeycloakAccounts accounts;
    private final Gate gate;

    ApprovalController(Approvals approvals, Tenants tenants, KeycloakAccounts accounts, Gate gate) {
        this.approvals = approvals;
        this.tenants = tenants;
        this.accounts = accounts;
        this.gate = gate;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.APPROVAL_ASK)
    ApprovalAnswer ask(Caller caller, @Valid @RequestBody NewApproval wanted) {
        @Nullable TenantId tenant = whose(caller, Act.APPROVAL_ASK, wanted.tenant());
        TwoPersonAct act = TwoPersonAct.named(wanted.act())
                .orElseThrow(() -> Refused.badRequest("bad-act", "There is no such act of two persons."));
        if (act == TwoPersonAct.ACCOUNT_OPEN) {
            // The second person is told what the account may do by the gateway, not by whoever asks.
            throw Refused.badRequest("bad-act", "An account is asked for with what it may do, under accounts.");
        }
        Duration box = wanted.minutes() == null ? Approval.VALIDITY : Duration.ofMinutes(wanted.minutes());
        AskedFor asked = new AskedFor(tenant, act, label(wanted.object()), box);
        return ApprovalAnswer.of(
                caller, approvals.ask(caller, asked, reason(asked, wanted)), ApprovalState.WAITING, null, false);
    }

    /** Whom an act is about is said by the gateway: otherwise somebody's could be agreed to under another one's name. */
    private String reason(AskedFor asked, NewApproval wanted) {
        if (!asked.object().kind().equals("person") || wanted.reason().isBlank()) {
            return wanted.reason();
        }
        return accounts.sentence(asked.object().id()) + ": " + wanted.reason().strip();
    }

    @GetMapping
    @Guarded(Act.APPROVAL_READ)
    List<ApprovalAnswer> list(Caller caller, @RequestParam(required = false) @Nullable String tenant) {
        return approvals.list(caller, whose(caller, Act.APPROVAL_READ, tenant)).stream()
                .map(listed ->
                        ApprovalAnswer.of(caller, listed.approval(), listed.state(), listed.reason(), listed.altered()))
                .toList();
    }

    /** How many requests of others wait, on the caller's own side. */
    @GetMapping("/waiting")
    @Guarded(Act.APPROVAL_READ)
    Waiting waiting(Caller caller) {
        return new Waiting(approvals.waiting(caller, caller.tenant()));
    }

    @PostMapping("/{id}/grant")
    @Guarded(Act.APPROVAL_GRANT)
    ApprovalAnswer grant(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tenant) {
        return answered(
                caller,
                Act.APPROVAL_GRANT,
                tenant,
                whose -> ApprovalAnswer.of(
                        caller, approvals.grant(caller, whose, id), ApprovalState.GRANTED, null, false));
    }

    @PostMapping("/{id}/end")
    @Guarded(Act.APPROVAL_END)
    ApprovalAnswer end(Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tenant) {
        return answered(
                caller,
                Act.APPROVAL_END,
                tenant,
                whose -> ApprovalAnswer.of(caller, approvals.end(caller, whose, id), ApprovalState.ENDED, null, false));
    }

    /** A refusal is about whoever's thing it is, and recorded there. */
    private ApprovalAnswer answered(
            Caller caller, Act act, @Nullable String tenant, Function<@Nullable TenantId, ApprovalAnswer> answer) {
        @Nullable TenantId whose = whose(caller, act, tenant);
        try {
            return answer.apply(whose);
        } catch (Refused refused) {
            throw whose == null ? refused : refused.in(whose);
        }
    }

    /**
     * Decides before a handle is looked up: who may not ask must not learn which tenants there are. An officer may read only, and
     * of the own tenant only.
     */
    private @Nullable TenantId whose(Caller caller, Act act, @Nullable String handle) {
        TenantId own = caller.tenant();
        Act least = act == Act.APPROVAL_ASK ? Act.APPROVAL_ASK : Act.APPROVAL_READ;
        gate.check(
                caller, least, new Resource.Approval(UUID.randomUUID(), null, own == null ? null : own.value(), null));
        return tenants.meant(caller, handle);
    }

    private static ObjectLabel label(String object) {
        try {
            return new ObjectLabel(object);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("bad-object", "An object is named kind:uuid.");
        }
    }

    /**
     * What is asked.
     *
     * @param act the act's stable name, such as {@code break-glass}
     * @param object {@code kind:uuid}
     * @param reason why; it may name somebody, so it prints as nothing
     * @param tenant the handle of whose thing it is; null for one's own side
     * @param minutes how long the request waits and the grant is good for, both together; null for as long as may be
     */
    record NewApproval(
            @NotNull String act,
            @NotNull String object,
            @NotNull String reason,
            @Nullable String tenant,
            @Nullable Integer minutes) {

        @Override
        public String toString() {
            return "NewApproval[" + act + "]";
        }
    }

    /** How many requests wait. */
    record Waiting(long waiting) {}
}
