package dev.visor.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ApprovalRepository extends Repository<Approval, UUID> {

    Approval save(Approval approval);

    Optional<Approval> findById(UUID id);

    List<Approval> findByActAndObject(String act, String object);

    List<Approval> findByExpiresAtAfter(Instant now);

    List<Approval> findByAskedAtAfterOrderByAskedAtDesc(Instant since);

    List<Approval> findByEndedAtIsNullAndLapsedAtIsNull();
}
