package dev.visor.gateway.landmarks;

import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.DerivedObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The points and the comments on a picture's faces. */
@Component
class LandmarkObjects implements DerivedObjects {

    private final TaskRepository tasks;
    private final AnnotationRepository annotations;
    private final PointCommentRepository comments;

    LandmarkObjects(TaskRepository tasks, AnnotationRepository annotations, PointCommentRepository comments) {
        this.tasks = tasks;
        this.annotations = annotations;
        this.comments = comments;
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
        return objects;
    }
}
