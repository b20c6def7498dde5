package dev.visor.gateway.intake;

import dev.visor.gateway.keys.KeyOwner;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ClaimRepository extends Repository<Claim, UUID> {

    Claim save(Claim claim);

    List<Claim> findByBatchOrderByLine(UUID batch);

    List<Claim> findByBatchAndFileIndexOrderByLine(UUID batch, byte[] fileIndex);

    /** Everybody who is claimed to be on a picture of this batch, in an order of their own. */
    default List<KeyOwner> persons(UUID batch) {
        return subjects(batch).stream().map(KeyOwner::new).toList();
    }

    @Query("select distinct c.subject from Claim c where c.batch = :batch order by c.subject")
    List<UUID> subjects(UUID batch);

    @Query("select distinct c.asset from Claim c where c.subject = :subject and c.asset is not null order by c.asset")
    List<UUID> pictures(UUID subject);

    List<Claim> findByAssetOrderByLine(UUID asset);
}
