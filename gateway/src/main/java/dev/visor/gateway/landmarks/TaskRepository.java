package dev.visor.gateway.landmarks;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TaskRepository extends Repository<Task, UUID> {

    Task save(Task task);

    Optional<Task> findById(UUID id);

    List<Task> findByViewIn(Collection<UUID> views);

    List<Task> findByLeasedByAndStateOrderByCreated(UUID leasedBy, String state);

    List<Task> findByStateAndLeaseEndsBefore(String state, Instant now);

    /** The same, kept from changing until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from Task t where t.id = :id")
    Optional<Task> lock(UUID id);

    /** The open task, kept for this transaction; empty where somebody else is just taking it. */
    @Query(value = "select * from task where id = :id and state = 'open' for update skip locked", nativeQuery = true)
    Optional<Task> grab(UUID id);
}
