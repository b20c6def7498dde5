package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * By which identifier each annotator knows a task. A task that passes from one to another has a new one, so that two people who
 * compare what they had cannot tell that it was the same face.
 */
@Repository
class TaskHandles {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TenantTransactions tenants;

    TaskHandles(JdbcClient jdbc, PlatformTransactionManager manager, TenantTransactions tenants) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
        this.tenants = tenants;
    }

    /** Gives a person an identifier for a task, once. Call it with the task's row locked. */
    void give(Task task, KeyOwner annotator) {
        tenants.runInTenant(
                task.tenant(),
                () -> jdbc.sql("insert into task_handle (task, tenant, annotator, team, handle)"
                                + " select :task, :tenant, :annotator, cast(:team as uuid),"
                                + " case when exists (select 1 from task_handle where task = :task)"
                                + " then gen_random_uuid() else :task end"
                                + " on conflict (task, annotator) do nothing")
                        .param("task", task.id())
                        .param("tenant", task.tenant().value())
                        .param("annotator", annotator.value())
                        .param("team", task.team())
                        .update());
    }

    /** Who got a task of this client through a team. */
    Set<KeyOwner> workers(TenantId tenant, UUID team) {
        return tenants.inTenant(
                tenant,
                () -> new HashSet<>(jdbc.sql("select distinct annotator from task_handle where team = ?")
                        .param(team)
                        .query((row, number) -> new KeyOwner(row.getObject("annotator", UUID.class)))
                        .list()));
    }

    /** By what a person knows a task that was leased to that person once. */
    UUID of(Task task, KeyOwner annotator) {
        return tenants.inTenant(
                task.tenant(),
                () -> jdbc.sql("select handle from task_handle where task = ? and annotator = ?")
                        .params(task.id(), annotator.value())
                        .query(UUID.class)
                        .single());
    }

    /**
     * The task that a person means: one that the person knows by this identifier, or else one that is not the person's and has it
     * as its own; what becomes of that is for the policies to say.
     *
     * @throws Refused (404) for a task that the person knows by another identifier
     */
    UUID task(KeyOwner annotator, UUID handle) {
        Optional<Known> known = Optional.ofNullable(transactions.execute(status -> {
            jdbc.sql("select set_config('app.person', ?, true)")
                    .param(annotator.value().toString())
                    .query(String.class)
                    .single();
            return jdbc.sql("select task, handle from task_handle where annotator = :me and :it in (handle, task)"
                            + " order by handle <> :it limit 1")
                    .param("me", annotator.value())
                    .param("it", handle)
                    .query((row, number) ->
                            new Known(row.getObject("task", UUID.class), row.getObject("handle", UUID.class)))
                    .optional()
                    .orElse(null);
        }));
        if (known.isPresent() && !known.get().handle.equals(handle)) {
            throw Refused.notFound();
        }
        return known.map(Known::task).orElse(handle);
    }

    private record Known(UUID task, UUID handle) {}
}
