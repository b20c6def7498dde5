package dev.visor.gateway.views;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface FaceRepository extends Repository<Face, UUID> {

    Face save(Face face);

    Optional<Face> findById(UUID id);

    /** The faces of one data subject. */
    List<Face> findBySubject(UUID subject);

    List<Face> findByAssetIn(Collection<UUID> assets);
}
