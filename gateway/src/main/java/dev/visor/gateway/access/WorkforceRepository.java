package dev.visor.gateway.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface WorkforceRepository extends Repository<Workforce, UUID> {

    Workforce save(Workforce workforce);

    Optional<Workforce> findByHandle(String handle);

    List<Workforce> findAll();
}
