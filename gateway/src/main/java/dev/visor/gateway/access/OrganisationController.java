package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes client organisations and the workforce's teams in. */
@RestController
@RequestMapping("/api/v1")
class OrganisationController {

    private final Tenants tenants;
    private final Workforces workforces;
    private final Gate gate;

    OrganisationController(Tenants tenants, Workforces workforces, Gate gate) {
        this.tenants = tenants;
        this.workforces = workforces;
        this.gate = gate;
    }

    @PostMapping("/tenants")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.TENANT_CREATE)
    OrganisationAnswer tenant(Caller caller, @Valid @RequestBody NewTenant wanted) {
        TenantId id = TenantId.random();
        gate.check(caller, Act.TENANT_CREATE, new Resource.Tenant(id.value()));
        tenants.check(wanted.handle());
        gate.pass(
                caller,
                Act.TENANT_CREATE,
                new Resource.Tenant(id.value()),
                "tenant.create",
                entry -> entry.on(ObjectLabel.of("tenant", id.value())));
        tenants.create(id, wanted.handle());
        return new OrganisationAnswer(id.value(), wanted.handle());
    }

    @PostMapping("/teams")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.TEAM_CREATE)
    OrganisationAnswer team(Caller caller, @Valid @RequestBody NewTeam wanted) {
        UUID id = UUID.randomUUID();
        gate.check(caller, Act.TEAM_CREATE, new Resource.Workforce(id));
        workforces.check(wanted.workforce(), wanted.team());
        String country = Staff.checked(wanted.country());
        gate.pass(
                caller,
                Act.TEAM_CREATE,
                new Resource.Workforce(id),
                "team.create",
                entry -> entry.on(ObjectLabel.of("team", id)).with("country", country == null ? "unknown" : country));
        workforces.create(id, wanted.workforce(), wanted.team(), country);
        return new OrganisationAnswer(id, wanted.team());
    }

    record NewTenant(@NotNull String handle) {}

    /** @param country where the team works, an ISO 3166-1 code of two letters; its people work on nothing before that is known */
    record NewTeam(
            @NotNull String workforce,
            @NotNull String team,
            @Nullable String country) {}

    record OrganisationAnswer(UUID id, String handle) {}
}
