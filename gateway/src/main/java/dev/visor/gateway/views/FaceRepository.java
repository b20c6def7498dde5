package dev.visor.gateway.views;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface FaceRepository extends Repository<Face, UUID> {

    Face save(Face face);

    Optional<Face> findById(UUID id);

    /** The same, kept from changing until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select f from Face f where f.asset = :asset and f.claim = :line")
    Optional<Face> lock(UUID asset, int line);

    /** The same, kept as it is by whoever refers to it, of whom there may be several. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select f from Face f where f.id = :id")
    Optional<Face> hold(UUID id);

    /** The faces of one data subject. */
    List<Face> findBySubject(UUID subject);

    List<Face> findByAssetIn(Collection<UUID> assets);
}
