package dev.visor.gateway.landmarks;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AnnotationRepository extends Repository<Annotation, UUID> {

    Annotation save(Annotation annotation);

    Optional<Annotation> findFirstByTaskOrderByVersionDesc(UUID task);

    Optional<Annotation> findByTaskAndRecord(UUID task, UUID record);

    Optional<Annotation> findByTaskAndAuthorAndSave(UUID task, UUID author, UUID save);

    List<Annotation> findByTaskIn(Collection<UUID> tasks);

    List<Annotation> findByIdIn(Collection<UUID> ids);

    List<Annotation> findByTaskInAndKindOrderByCreatedDesc(Collection<UUID> tasks, String kind);
}
