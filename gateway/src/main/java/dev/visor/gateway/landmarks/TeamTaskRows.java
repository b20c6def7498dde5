package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import dev.visor.gateway.projects.Project;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How single tasks of a team stand. */
@Repository
class TeamTaskRows {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    TeamTaskRows(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * How one task stands; empty where it is done by now, or somebody of another team holds it.
     *
     * @param now leases that are over by then are nobody's
     */
    Optional<TeamTask> of(Ticket ticket, Project project, Instant now) {
        return transactions.inTenant(
                ticket.tenant(),
                () -> jdbc.sql("""
                        select t.look, k.due, k.priority,
                            case when t.state = 'leased' and t.lease_ends > :now then t.leased_by end as holder,
                            t.lease_ends,
                            case when t.state = 'open' and k.first_until > :now then (select annotator from turn_ticket
                                where task = t.id and turn in ('first', 'given') limit 1) end as kept_for,
                            (select count(*) from second_look where task = t.id and verdict = 'returned') as returned,
                            array(select reason from skipped_task where task = t.id order by created) as skips
                        from task t join task_ticket k on k.task = t.id and k.team = :team
                        where t.id = :task and (t.state = 'open' or t.state = 'leased'
                            and (t.team = :team or t.lease_ends <= :now))
                        """)
                        .param("now", Timestamp.from(now))
                        .param("team", ticket.team())
                        .param("task", ticket.task())
                        .query((row, number) -> task(row, ticket, project))
                        .optional());
    }

    private static TeamTask task(ResultSet row, Ticket ticket, Project project) throws SQLException {
        @Nullable UUID holder = row.getObject("holder", UUID.class);
        @Nullable Timestamp ends = row.getTimestamp("lease_ends");
        return new TeamTask(
                ticket,
                project,
                holder != null,
                row.getInt("look") == 2,
                row.getTimestamp("due").toInstant(),
                row.getInt("priority"),
                holder,
                holder == null || ends == null ? null : ends.toInstant().minus(Tasks.LEASE),
                row.getObject("kept_for", UUID.class),
                row.getInt("returned"),
                List.of((String[]) row.getArray("skips").getArray()));
    }
}
