package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.FaceFollowers;
import dev.visor.gateway.views.FaceMove;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The points, the comments and the notes on a face, in every version: what was said of it stays said, and is the right person's. */
@Component
class LandmarkFollower implements FaceFollowers {

    private final TaskRepository tasks;
    private final AnnotationRepository annotations;
    private final PointCommentRepository comments;
    private final HandoverNoteRepository notes;

    LandmarkFollower(
            TaskRepository tasks,
            AnnotationRepository annotations,
            PointCommentRepository comments,
            HandoverNoteRepository notes) {
        this.tasks = tasks;
        this.annotations = annotations;
        this.comments = comments;
        this.notes = notes;
    }

    /** Tasks, versions, comments and notes name a view and nobody on it. */
    @Override
    public void assign(FaceMove move, Collection<UUID> views) {}

    @Override
    public Map<ObjectRef, Set<KeyOwner>> objects(FaceMove move, Collection<UUID> views) {
        List<UUID> on = tasks.findByViewIn(views).stream().map(Task::id).toList();
        Map<ObjectRef, Set<KeyOwner>> objects = new LinkedHashMap<>();
        annotations.findByTaskIn(on).forEach(version -> objects.put(version.object(), Set.of(move.to())));
        comments.findByTaskIn(on).forEach(comment -> objects.put(comment.object(), Set.of(move.to())));
        notes.findByTaskIn(on).forEach(note -> objects.put(note.object(), Set.of(move.to())));
        return objects;
    }
}
