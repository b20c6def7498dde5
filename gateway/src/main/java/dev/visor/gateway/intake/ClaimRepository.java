package dev.visor.gateway.intake;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ClaimRepository extends Repository<Claim, UUID> {

    Claim save(Claim claim);

    List<Claim> findByBatchOrderByLine(UUID batch);

    List<Claim> findByBatchAndFileIndexOrderByLine(UUID batch, byte[] fileIndex);

    List<Claim> findByAssetOrderByLine(UUID asset);
}
