package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.TeamAccess;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Which team may work on which project, from when until when. Call it inside the tenant's transaction. */
@Service
public class TeamAccesses {

    private final TeamGrantRepository grants;

    TeamAccesses(TeamGrantRepository grants) {
        this.grants = grants;
    }

    /** Gives a team access. */
    public void give(TenantId tenant, TeamAccess access) {
        grants.save(new TeamGrant(tenant, access));
    }

    /** All access to a project. */
    public List<TeamAccess> of(UUID project) {
        return grants.findByProject(project).stream().map(TeamGrant::access).toList();
    }

    /** The access through which one of these teams may work on the project now. */
    public Optional<TeamAccess> through(Set<UUID> teams, UUID project, Instant now) {
        return of(project).stream()
                .filter(access ->
                        teams.contains(access.team()) && !now.isBefore(access.from()) && now.isBefore(access.until()))
                .findFirst();
    }
}
