package dev.visor.gateway.views;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AssetRepository extends Repository<Asset, UUID> {

    Asset save(Asset asset);

    Optional<Asset> findById(UUID id);

    List<Asset> findByBatchOrderByCreated(UUID batch);
}
