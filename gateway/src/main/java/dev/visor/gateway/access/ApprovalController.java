package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
    private final Gate gate;

    ApprovalController(Approvals approvals, Tenants tenants, Gate gate) {
        this.approvals = approvals;
        this.tenants = tenants;
        this.gate = gate;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.APPROVAL_ASK)
    ApprovalAnswer ask(Caller caller, @Valid @RequestBody NewApproval wanted) {
        @Nullable TenantId tenant = whose(caller, wanted.tenant());
        Approval asked = approvals.ask(caller, tenant, wanted.act(), label(wanted.object()), wanted.reason());
        return ApprovalAnswer.of(asked, null);
    }

    @GetMapping
    @Guarded(Act.APPROVAL_ASK)
    List<ApprovalAnswer> current(Caller caller, @RequestParam(required = false) @Nullable String tenant) {
        return approvals.current(caller, whose(caller, tenant)).stream()
                .map(asked -> ApprovalAnswer.of(asked.approval(), asked.reason()))
                .toList();
    }

    @PostMapping("/{id}/grant")
    @Guarded(Act.APPROVAL_GRANT)
    ApprovalAnswer grant(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String tenant) {
        @Nullable TenantId whose = whose(caller, tenant);
        try {
            return ApprovalAnswer.of(approvals.grant(caller, whose, id), null);
        } catch (Refused refused) {
            throw whose == null ? refused : refused.in(whose);
        }
    }

    /** Decides before a handle is looked up: who may not ask must not learn which tenants there are. */
    private @Nullable TenantId whose(Caller caller, @Nullable String handle) {
        gate.check(caller, Act.APPROVAL_ASK, new Resource.Approval(UUID.randomUUID(), null));
        if (handle == null) {
            return caller.tenant();
        }
        TenantId named = tenants.named(handle).orElseThrow(Refused::notFound);
        if (caller.tenant() != null && !caller.tenant().equals(named)) {
            throw Refused.notFound();
        }
        return named;
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
     */
    record NewApproval(
            @NotNull String act,
            @NotNull String object,
            @NotNull String reason,
            @Nullable String tenant) {

        @Override
        public String toString() {
            return "NewApproval[" + act + "]";
        }
    }

    record ApprovalAnswer(
            UUID id,
            String act,
            String object,
            @Nullable String reason,
            UUID askedBy,
            Instant askedAt,
            Instant expiresAt,
            @Nullable UUID grantedBy) {

        static ApprovalAnswer of(Approval approval, @Nullable String reason) {
            KeyOwner by = approval.grantedBy();
            return new ApprovalAnswer(
                    approval.id(),
                    approval.act(),
                    approval.object().value(),
                    reason,
                    approval.askedBy().value(),
                    approval.askedAt(),
                    approval.expiresAt(),
                    by == null ? null : by.value());
        }

        @Override
        public String toString() {
            return "ApprovalAnswer[" + id + "]";
        }
    }
}
