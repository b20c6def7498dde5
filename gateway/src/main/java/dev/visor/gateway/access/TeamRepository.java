package dev.visor.gateway.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface TeamRepository extends Repository<Team, UUID> {

    Team save(Team team);

    Optional<Team> findByHandle(String handle);

    List<Team> findAllByOrderByHandle();
}
