package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * For whom an open task is kept before others may take it, because the lead of the team said so. To be called in a transaction of the
 * task's tenant, with the task's row locked.
 */
@Repository
class KeptTurns {

    private final JdbcClient jdbc;

    KeptTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a task for one person, and for nobody for whom it was kept before. */
    void keepFor(Task task, KeyOwner person, Instant until) {
        clear(task);
        jdbc.sql("insert into turn_ticket (task, tenant, annotator, turn) values (?, ?, ?, 'given')")
                .params(task.id(), task.tenant().value(), person.value())
                .update();
        jdbc.sql("update task_ticket set first_until = ? where task = ?")
                .params(Timestamp.from(until), task.id())
                .update();
    }

    /** Anybody may take it: whoever it was kept for had it, or was not to have it after all. */
    void free(Task task) {
        clear(task);
        jdbc.sql("update task_ticket set first_until = null where task = ?")
                .param(task.id())
                .update();
    }

    private void clear(Task task) {
        jdbc.sql("delete from turn_ticket where task = ? and turn in ('first', 'given')")
                .param(task.id())
                .update();
    }
}
