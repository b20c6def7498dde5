package dev.visor.gateway.views;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ViewRepository extends Repository<View, UUID> {

    View save(View view);

    Optional<View> findById(UUID id);

    /** The same, kept from changing until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select v from View v where v.id = :id")
    Optional<View> lock(UUID id);

    List<View> findByFaceIn(Collection<UUID> faces);

    List<View> findByAssetInOrderByCreated(Collection<UUID> assets);
}
