package dev.visor.gateway.projects;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ConsentRepository extends Repository<Consent, UUID> {

    Consent save(Consent consent);

    Optional<Consent> findFirstByProjectAndSubjectOrderByRecordedDesc(UUID project, UUID subject);
}
