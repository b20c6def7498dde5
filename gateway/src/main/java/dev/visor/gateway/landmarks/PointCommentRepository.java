package dev.visor.gateway.landmarks;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface PointCommentRepository extends Repository<PointComment, UUID> {

    PointComment save(PointComment comment);

    List<PointComment> findByTaskIn(Collection<UUID> tasks);

    List<PointComment> findByTaskOrderByCreated(UUID task);

    Optional<PointComment> findFirstByThreadOrderByVersionDesc(UUID thread);
}
