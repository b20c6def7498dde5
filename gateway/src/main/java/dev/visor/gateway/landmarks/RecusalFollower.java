package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.FaceFollowers;
import dev.visor.gateway.views.FaceMove;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whoever knows the face knows the right person. */
@Component
class RecusalFollower implements FaceFollowers {

    private final Recusals recusals;
    private final TaskRepository tasks;

    RecusalFollower(Recusals recusals, TaskRepository tasks) {
        this.recusals = recusals;
        this.tasks = tasks;
    }

    @Override
    public void assign(FaceMove move, Collection<UUID> views) {
        List<UUID> on = tasks.findByViewIn(views).stream().map(Task::id).toList();
        recusals.move(move, views, on);
    }

    @Override
    public Map<ObjectRef, Set<KeyOwner>> objects(FaceMove move, Collection<UUID> views) {
        return Map.of();
    }
}
