package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.policies.TeamAccess;
import dev.visor.policies.Workplace;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a workforce sees before it takes a task: tickets without a personal field. They are read under the person's own
 * teams, because whose task it is shows only once it is taken.
 */
@Repository
class WorkforceQueue {

    private static final int LOOK_AHEAD = 50;

    /** Which tickets somebody may have, whoever holds the task now. */
    private static final String FOR_PERSON = "(regions = '{}' or regions && string_to_array(place, '+'))"
            + " and not exists (select 1 from recused_ticket"
            + " where recused_ticket.task = task_ticket.task and annotator = :person)"
            + " and not exists (select 1 from enough_ticket"
            + " where enough_ticket.task = task_ticket.task and annotator = :person)"
            + " and (look = 2 or not exists (select 1 from kept_ticket"
            + " where kept_ticket.task = task_ticket.task and annotator = :person))"
            + " and (look = 1 or (:senior and not exists (select 1 from turn_ticket where turn = 'hand'"
            + " and turn_ticket.task = task_ticket.task and annotator = :person)))";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TenantTransactions tenants;

    WorkforceQueue(JdbcClient jdbc, PlatformTransactionManager manager, TenantTransactions tenants) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
        this.tenants = tenants;
    }

    /** Puts a task before every team that has access to its project. */
    void offer(Task task, Set<String> regions, Collection<TeamAccess> accesses, WorkPlan plan) {
        tenants.runInTenant(task.tenant(), () -> {
            for (UUID team : accesses.stream().map(TeamAccess::team).collect(Collectors.toSet())) {
                jdbc.sql("insert into task_ticket (task, tenant, project, team, due, priority, state, regions)"
                                + " values (?, ?, ?, ?, ?, ?, 'open', string_to_array(?, ','))")
                        .params(
                                task.id(),
                                task.tenant().value(),
                                task.project(),
                                team,
                                Timestamp.from(task.created().plus(plan.due())),
                                plan.priority(),
                                String.join(",", regions))
                        .update();
            }
        });
    }

    /** Says how a task's tickets stand: {@code open}, {@code taken} or {@code done}. */
    void mark(Task task, String state) {
        tenants.runInTenant(
                task.tenant(),
                () -> jdbc.sql("update task_ticket set state = ? where task = ?")
                        .params(state, task.id())
                        .update());
    }

    /**
     * The open tickets of these teams, first what is kept for this person, then the most urgent, without those of persons whom this one knows or has seen
     * enough pictures of, those that this one skipped, and those of projects that are worked on elsewhere.
     *
     * @param places where the person works, by the team; a team for which that is not known has no tickets
     * @param senior whether the person may look at others' work again; never at what the person had a hand in
     */
    List<Ticket> open(Map<UUID, Workplace> places, KeyOwner person, boolean senior) {
        return inTeams(places.keySet(), () -> {
            set("app.person", person.value().toString());
            return jdbc.sql("select task, tenant, project, team from task_ticket"
                            + " join (select unnest(string_to_array(:teams, ','))::uuid as team,"
                            + " unnest(string_to_array(:places, ',')) as place) mine using (team)"
                            + " where state = 'open' and " + FOR_PERSON
                            + " and (first_until is null or first_until < now()"
                            + " or exists (select 1 from turn_ticket where turn in ('first', 'given')"
                            + " and turn_ticket.task = task_ticket.task and annotator = :person))"
                            + " order by coalesce(first_until < now(), true), priority, due, task limit :most")
                    .param("teams", joined(places.keySet().stream().map(UUID::toString)))
                    .param("places", joined(places.values().stream().map(place -> String.join("+", place.regions()))))
                    .param("person", person.value())
                    .param("senior", senior)
                    .param("most", LOOK_AHEAD)
                    .query(WorkforceQueue::ticket)
                    .list();
        });
    }

    /** Whether the queue would ever offer a team's task to somebody of the team who works there. */
    boolean isFor(Ticket ticket, Workplace place, KeyOwner person) {
        return inTeams(Set.of(ticket.team()), () -> {
            set("app.person", person.value().toString());
            return jdbc.sql(
                            "select exists (select 1 from task_ticket cross join (select cast(:place as text) as place) mine"
                                    + " where task_ticket.task = :task and team = :team and " + FOR_PERSON + ")")
                    .param("place", String.join("+", place.regions()))
                    .param("task", ticket.task())
                    .param("team", ticket.team())
                    .param("person", person.value())
                    .param("senior", true)
                    .query(Boolean.class)
                    .single();
        });
    }

    /**
     * A page of the tasks that these teams have and nobody finished, most urgent first; one that several of them have counts once.
     *
     * @param first how many to pass over
     */
    List<Ticket> unfinished(Set<UUID> teams, int first, int most) {
        return inTeams(
                teams,
                () -> jdbc.sql(
                                "select task, tenant, project, (array_agg(team order by team))[1] as team from task_ticket"
                                        + " where state <> 'done' group by task, tenant, project, priority, due"
                                        + " order by priority, due, task offset ? limit ?")
                        .params(first, most)
                        .query(WorkforceQueue::ticket)
                        .list());
    }

    /** The tickets of one task that these teams have. */
    List<Ticket> all(Set<UUID> teams, UUID task) {
        return inTeams(
                teams,
                () -> jdbc.sql("select task, tenant, project, team from task_ticket where task = ?")
                        .param(task)
                        .query(WorkforceQueue::ticket)
                        .list());
    }

    private static String joined(Stream<String> values) {
        return values.collect(Collectors.joining(","));
    }

    /** The ticket of one task, if one of these teams has it. */
    Optional<Ticket> of(Set<UUID> teams, UUID task) {
        return inTeams(
                teams,
                () -> jdbc.sql("select task, tenant, project, team from task_ticket where task = ? limit 1")
                        .param(task)
                        .query(WorkforceQueue::ticket)
                        .optional());
    }

    /** Of each project that these teams have work in, or had until lately, one ticket. */
    List<Ticket> projects(Set<UUID> teams) {
        return inTeams(
                teams,
                () -> jdbc.sql("select distinct on (project) task, tenant, project, team from task_ticket"
                                + " where state <> 'done' or due > now() order by project, due desc limit ?")
                        .param(LOOK_AHEAD)
                        .query(WorkforceQueue::ticket)
                        .list());
    }

    /** The tickets that these teams have taken. */
    List<Ticket> taken(Set<UUID> teams) {
        return inTeams(
                teams,
                () -> jdbc.sql("select task, tenant, project, team from task_ticket where state = 'taken'")
                        .query(WorkforceQueue::ticket)
                        .list());
    }

    private <T> T inTeams(Set<UUID> teams, java.util.function.Supplier<T> work) {
        String setting = teams.stream().map(UUID::toString).sorted().collect(Collectors.joining(","));
        T result = transactions.execute(status -> {
            set("app.teams", setting);
            return work.get();
        });
        if (result == null) {
            throw new IllegalStateException("A query returned nothing at all");
        }
        return result;
    }

    private void set(String name, String value) {
        jdbc.sql("select set_config(?, ?, true)")
                .params(name, value)
                .query(String.class)
                .single();
    }

    private static Ticket ticket(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Ticket(
                row.getObject("task", UUID.class),
                new TenantId(row.getObject("tenant", UUID.class)),
                row.getObject("project", UUID.class),
                row.getObject("team", UUID.class));
    }

    /** One task before one team. */
    record Ticket(UUID task, TenantId tenant, UUID project, UUID team) {}
}
