package dev.visor.gateway.views;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ViewRepository extends Repository<View, UUID> {

    View save(View view);

    Optional<View> findById(UUID id);

    List<View> findByAssetInOrderByCreated(Collection<UUID> assets);
}
