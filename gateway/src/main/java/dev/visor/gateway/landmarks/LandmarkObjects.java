package dev.visor.gateway.landmarks;

import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.DerivedObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The points, the comments and the notes on a picture's faces. */
@Component
class LandmarkObjects implements DerivedObjects {

    private final TaskRepository tasks;
    private final AnnotationRepository annotations;
    private final PointCommentRepository comments;
    private final HandoverNoteRepository notes;

    LandmarkObjects(
            TaskRepository tasks,
            AnnotationRepository annotations,
            PointCommentRepository comments,
            HandoverNoteRepository notes) {
        this.tasks = tasks;
        this.annotations = annotations;
        this.comments = comments;
        this.notes = notes;
    }

    @Override
    public List<ObjectRef> of(Asset asset, Collection<UUID> views) {
        List<UUID> on = tasks.findByViewIn(views).stream().map(Task::id).toList();
        List<ObjectRef> objects = new ArrayList<>();
        for (Annotation annotation : annotations.findByTaskIn(on)) {
            objects.add(annotation.object());
            ObjectRef findings = annotation.findings();
            if (findings != null) {
                objects.add(findings);
            }
        }
        comments.findByTaskIn(on).forEach(comment -> objects.add(comment.object()));
        notes.findByTaskIn(on).forEach(note -> objects.add(note.object()));
        return objects;
    }
}
