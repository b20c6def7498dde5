package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Second looks at what was handed in: whose hand was in it, who looked, and what came of it. To be called in a transaction of the
 * task's tenant.
 */
@Repository
class SecondLooks {

    /** How long a returned task waits for whom it was returned to, before others may take it. */
    static final Duration FIRST = Duration.ofHours(24);

    private final JdbcClient jdbc;

    SecondLooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever placed points on a face, or passed it over, does not look at it again. */
    void remember(Task task, KeyOwner hand) {
        turn(task, hand, "hand");
    }

    /** Whether this person had a hand in it. */
    boolean hasHand(Task task, KeyOwner person) {
        return jdbc.sql("select exists (select 1 from turn_ticket where task = ? and annotator = ? and turn = 'hand')")
                .params(task.id(), person.value())
                .query(Boolean.class)
                .single();
    }

    /** Puts what was handed in before the senior reviewers. */
    void open(Task task) {
        jdbc.sql("update task_ticket set state = 'open', look = 2, first_until = null where task = ?")
                .param(task.id())
                .update();
    }

    /** Puts a task back to be placed anew, first before the person who handed it in. */
    void giveBack(Task task, KeyOwner first, Instant now) {
        jdbc.sql("delete from turn_ticket where task = ? and turn in ('first', 'given')")
                .param(task.id())
                .update();
        turn(task, first, "first");
        jdbc.sql("update task_ticket set state = 'open', look = 1, first_until = ? where task = ?")
                .params(Timestamp.from(now.plus(FIRST)), task.id())
                .update();
    }

    /** Its author has it back: a second look is for what is handed in next. */
    void takeBack(Task task) {
        jdbc.sql("update task_ticket set state = 'taken', look = 1 where task = ?")
                .param(task.id())
                .update();
    }

    private void turn(Task task, KeyOwner person, String turn) {
        jdbc.sql("insert into turn_ticket (task, tenant, annotator, turn) values (?, ?, ?, ?) on conflict do nothing")
                .params(task.id(), task.tenant().value(), person.value(), turn)
                .update();
    }

    /** Keeps what came of a look at a version. */
    void keep(Task task, int version, Verdict verdict, KeyOwner reviewer, UUID record, Instant now) {
        jdbc.sql("insert into second_look (id, tenant, task, version, verdict, reviewer, record, created)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        task.tenant().value(),
                        task.id(),
                        version,
                        verdict.label(),
                        reviewer.value(),
                        record,
                        Timestamp.from(now))
                .update();
    }

    /** Whether this reviewer said this of that version. */
    boolean said(Task task, int version, Verdict verdict, KeyOwner reviewer) {
        return jdbc.sql("select exists (select 1 from second_look"
                        + " where task = ? and version = ? and verdict = ? and reviewer = ?)")
                .params(task.id(), version, verdict.label(), reviewer.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether the last look sent the task back, so that whoever has it now reads what was said. */
    boolean returned(Task task) {
        return jdbc.sql("select verdict from second_look where task = ? order by created desc limit 1")
                .param(task.id())
                .query(String.class)
                .optional()
                .filter(Verdict.RETURNED.label()::equals)
                .isPresent();
    }

    /** The newest version that was handed in; null before one was. */
    @Nullable
    Integer handedIn(Task task) {
        return jdbc.sql("select max(version) from annotation where task = ? and kind = ?")
                .params(task.id(), Annotation.SUBMISSION)
                .query(Integer.class)
                .optional()
                .orElse(null);
    }

    /** Who looked at a task again so far. */
    Set<UUID> reviewers(Task task) {
        return new HashSet<>(jdbc.sql("select distinct reviewer from second_look where task = ?")
                .param(task.id())
                .query(UUID.class)
                .list());
    }
}
