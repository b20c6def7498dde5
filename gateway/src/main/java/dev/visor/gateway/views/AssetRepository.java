package dev.visor.gateway.views;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AssetRepository extends Repository<Asset, UUID> {

    Asset save(Asset asset);

    Optional<Asset> findById(UUID id);

    /** The same, kept from changing until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Asset a where a.id = :id")
    Optional<Asset> lock(UUID id);

    List<Asset> findByBatchOrderByCreated(UUID batch);
}
