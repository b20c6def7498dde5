package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Several tasks on one view, for several people: whoever has had one gets no other, or the face would be placed twice by the same
 * hand and the two would agree for no reason.
 */
@Repository
class Copies {

    private final JdbcClient jdbc;

    Copies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes a task this person's among the copies of its view. Call it within the tenant's transaction that leases the task.
     *
     * <p>Whoever looks at one copy again may look at the others, too, but places no points on them.
     *
     * @return false where the person has, or had, another copy
     */
    boolean claim(Task task, KeyOwner person) {
        // Somebody who asks twice at once for the next task locks two rows, and neither sees the other: they meet here.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:view || :person, 0))")
                .param("view", task.view().toString())
                .param("person", person.value().toString())
                .query((row, number) -> 0)
                .list();
        boolean kept = jdbc.sql("select exists (select 1 from kept_ticket where task = ? and annotator = ?)")
                .params(task.id(), person.value())
                .query(Boolean.class)
                .single();
        if (!kept || task.isLookedAtAgain()) {
            jdbc.sql("insert into kept_ticket (task, tenant, annotator)"
                            + " select id, tenant, :person from task where view = :view and id <> :task"
                            + " on conflict do nothing")
                    .param("person", person.value())
                    .param("view", task.view())
                    .param("task", task.id())
                    .update();
        }
        return !kept || task.isLookedAtAgain();
    }

    /** Whether others place points on the same view, whose work nobody is to see. */
    boolean several(UUID view) {
        return jdbc.sql("select count(*) > 1 from task where view = ? and state <> 'closed'")
                .param(view)
                .query(Boolean.class)
                .single();
    }
}
