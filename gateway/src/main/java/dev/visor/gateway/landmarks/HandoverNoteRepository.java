package dev.visor.gateway.landmarks;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface HandoverNoteRepository extends Repository<HandoverNote, UUID> {

    HandoverNote save(HandoverNote note);

    List<HandoverNote> findByTaskIn(Collection<UUID> tasks);

    List<HandoverNote> findByTaskOrderByCreatedDesc(UUID task);
}
