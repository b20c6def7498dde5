package dev.visor.gateway.access;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface TeamGrantRepository extends Repository<TeamGrant, UUID> {

    TeamGrant save(TeamGrant grant);

    List<TeamGrant> findByProject(UUID project);
}
