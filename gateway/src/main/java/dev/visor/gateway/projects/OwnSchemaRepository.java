package dev.visor.gateway.projects;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface OwnSchemaRepository extends Repository<OwnSchema, UUID> {

    OwnSchema saveAndFlush(OwnSchema added);

    Optional<OwnSchema> findFirstByNameOrderByVersionDesc(String name);

    Optional<OwnSchema> findByNameAndVersion(String name, int version);

    List<OwnSchema> findByNameOrderByVersion(String name);

    List<OwnSchema> findAllByOrderByNameAscVersionAsc();
}
