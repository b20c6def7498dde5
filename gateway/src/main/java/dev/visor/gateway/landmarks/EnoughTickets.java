package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.EnoughSeen;
import dev.visor.gateway.views.FaceFollowers;
import dev.visor.gateway.views.FaceMove;
import dev.visor.gateway.views.SeenPictures;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.Views;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps tasks from annotators who have seen enough pictures of the person. The policies refuse the view anyway; without this a queue
 * full of one person would hide everybody else behind it.
 */
@Component
class EnoughTickets implements FaceFollowers {

    private final SeenPictures seen;
    private final TaskRepository tasks;
    private final ObjectProvider<Views> views;
    private final Projects projects;
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    EnoughTickets(
            SeenPictures seen,
            TaskRepository tasks,
            ObjectProvider<Views> views,
            Projects projects,
            JdbcClient jdbc,
            TenantTransactions transactions) {
        this.seen = seen;
        this.tasks = tasks;
        this.views = views;
        this.projects = projects;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @EventListener
    void counted(EnoughSeen enough) {
        rebuild(projects.find(enough.tenant(), enough.project()), enough.subject());
    }

    /** Keeps a task that is only now offered from whoever has seen enough of the person. */
    void offered(Project project, KeyOwner subject, UUID task, UUID asset) {
        seen.enough(project, subject).forEach((annotator, assets) -> {
            if (!assets.contains(asset)) {
                keep(project.tenant(), annotator, subject, task);
            }
        });
    }

    /** Says anew which of the project's tasks about a person are kept from whom. */
    void rebuild(Project project, KeyOwner subject) {
        if (project.picturesOfOne() == null) {
            return;
        }
        transactions.runInTenant(project.tenant(), () -> {
            Map<UUID, UUID> pictures = pictures(project, subject);
            pictures.keySet()
                    .forEach(task -> jdbc.sql("delete from enough_ticket where task = ? and subject = ?")
                            .params(task, subject.value())
                            .update());
            seen.enough(project, subject)
                    .forEach((annotator, assets) -> pictures.forEach((task, asset) -> {
                        if (!assets.contains(asset)) {
                            keep(project.tenant(), annotator, subject, task);
                        }
                    }));
        });
    }

    private void keep(TenantId tenant, UUID annotator, KeyOwner subject, UUID task) {
        jdbc.sql(
                        "insert into enough_ticket (task, tenant, annotator, subject) values (?, ?, ?, ?) on conflict do nothing")
                .params(task, tenant.value(), annotator, subject.value())
                .update();
    }

    /** The project's tasks about a person, each with its picture. */
    private Map<UUID, UUID> pictures(Project project, KeyOwner subject) {
        Map<UUID, UUID> found = new HashMap<>();
        for (Task task : tasks.findByViewIn(views.getObject().showing(project.tenant(), subject))) {
            if (task.project().equals(project.id())) {
                try {
                    View view = views.getObject().find(project.tenant(), task.view());
                    found.put(task.id(), view.asset());
                } catch (Refused dead) {
                    // Nobody is offered the task of a dead view.
                }
            }
        }
        return found;
    }

    @Override
    public void assign(FaceMove move, Collection<UUID> shown) {
        List<Task> on = tasks.findByViewIn(shown);
        seen.move(move);
        on.forEach(task -> jdbc.sql("delete from enough_ticket where task = ?")
                .param(task.id())
                .update());
        on.stream()
                .map(Task::project)
                .distinct()
                .map(project -> projects.find(move.tenant(), project))
                .forEach(project -> {
                    rebuild(project, move.from());
                    rebuild(project, move.to());
                });
    }

    @Override
    public Map<ObjectRef, Set<KeyOwner>> objects(FaceMove move, Collection<UUID> shown) {
        return Map.of();
    }
}
