package dev.visor.gateway.exchange;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ExportRepository extends Repository<Export, UUID> {

    Export saveAndFlush(Export export);

    Optional<Export> findById(UUID id);

    List<Export> findByBatchOrderByCreatedDesc(UUID batch);
}
