package dev.visor.gateway.projects;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface SubjectRepository extends Repository<Subject, UUID> {

    Subject save(Subject subject);

    Subject saveAndFlush(Subject subject);

    Optional<Subject> findById(UUID id);

    Optional<Subject> findByPseudonymIndex(byte[] index);
}
