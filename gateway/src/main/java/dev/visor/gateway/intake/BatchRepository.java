package dev.visor.gateway.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface BatchRepository extends Repository<Batch, UUID> {

    Batch save(Batch batch);

    Optional<Batch> findById(UUID id);

    /** The same, kept from changing until the transaction ends. */
    @Lock(jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from Batch b where b.id = :id")
    Optional<Batch> lock(UUID id);

    List<Batch> findByProjectOrderByCreatedDesc(UUID project);
}
