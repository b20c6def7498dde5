package dev.visor.gateway.findings;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface FindingRepository extends Repository<Finding, UUID> {

    Finding save(Finding finding);

    List<Finding> findByObjectInAndStateOrderByCreated(List<String> objects, String state);
}
