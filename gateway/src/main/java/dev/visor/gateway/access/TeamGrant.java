package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.TeamAccess;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A team's dated access to one project, as a row. */
@Entity
@Table(name = "team_access")
class TeamGrant {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private UUID team;
    private java.time.Instant begins;
    private java.time.Instant ends;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected TeamGrant() {}

    TeamGrant(TenantId tenant, TeamAccess access) {
        this.id = UUID.randomUUID();
        this.tenant = tenant.value();
        this.project = access.project();
        this.team = access.team();
        this.begins = access.from();
        this.ends = access.until();
    }

    UUID id() {
        return id;
    }

    UUID tenant() {
        return tenant;
    }

    TeamAccess access() {
        return new TeamAccess(team, project, begins, ends);
    }
}
