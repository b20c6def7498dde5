package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Leads;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.ActorLookup;
import dev.visor.policies.Act;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a lead sees of the team's queue: a page of tasks that are open or held, the most urgent first, and who works in the team. */
@Service
class TeamQueue {

    /** As many as one record of a bulk act may list. */
    static final int PAGE = 50;

    private final Leads leads;
    private final TeamMates mates;
    private final WorkforceQueue queue;
    private final TeamTaskRows rows;
    private final Tasks tasks;
    private final Projects projects;
    private final ActorLookup actors;
    private final Gate gate;
    private final Clock clock;

    TeamQueue(
            Leads leads,
            TeamMates mates,
            WorkforceQueue queue,
            TeamTaskRows rows,
            Tasks tasks,
            Projects projects,
            ActorLookup actors,
            Gate gate,
            Clock clock) {
        this.leads = leads;
        this.mates = mates;
        this.queue = queue;
        this.rows = rows;
        this.tasks = tasks;
        this.projects = projects;
        this.actors = actors;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Records for each client's project that its tasks are about to be listed, then lists them. What a team has no access to any more is
     * left out.
     *
     * @param first how many to pass over
     */
    Page from(Caller caller, int first) {
        Set<UUID> led = leads.of(caller);
        if (led.isEmpty()) {
            throw Refused.forbidden("forbidden", "Only the lead of a team sees its queue.");
        }
        List<Ticket> tickets = queue.unfinished(led, first, PAGE + 1);
        boolean more = tickets.size() > PAGE;
        Map<UUID, List<Ticket>> byProject = new LinkedHashMap<>();
        tickets.stream()
                .limit(PAGE)
                .forEach(ticket -> byProject
                        .computeIfAbsent(ticket.project(), project -> new ArrayList<>())
                        .add(ticket));
        Set<UUID> open = new LinkedHashSet<>();
        byProject.forEach((project, some) -> {
            if (passes(caller.within(led), projects.find(some.getFirst().tenant(), project), some.size())) {
                open.add(project);
            }
        });
        List<Ticket> shown = tickets.stream()
                .limit(PAGE)
                .filter(ticket -> open.contains(ticket.project()))
                .toList();
        return new Page(listed(shown), members(shown), more);
    }

    /** False where none of the teams has access to the project now. */
    private boolean passes(Caller lead, Project project, int count) {
        try {
            gate.check(
                    lead,
                    Act.QUEUE_READ,
                    project.resource(),
                    tasks.circumstances(lead, project, project.purpose().id()));
        } catch (Refused over) {
            return false;
        }
        gate.pass(
                lead,
                Act.QUEUE_READ,
                project.resource(),
                tasks.circumstances(lead, project, project.purpose().id()),
                "queue.read",
                entry -> entry.in(project.tenant())
                        .on(Projects.label(project.id()))
                        .with("tasks", Integer.toString(count)));
        return true;
    }

    private List<TeamTask> listed(List<Ticket> tickets) {
        Instant now = clock.instant();
        Map<UUID, Project> known = new HashMap<>();
        List<TeamTask> listed = new ArrayList<>();
        for (Ticket ticket : tickets) {
            Project project =
                    known.computeIfAbsent(ticket.project(), id -> projects.find(ticket.tenant(), ticket.project()));
            rows.of(ticket, project, now).ifPresent(listed::add);
        }
        return listed;
    }

    private List<Member> members(List<Ticket> tickets) {
        Map<UUID, Map<KeyOwner, Member>> byTeam = new LinkedHashMap<>();
        record Side(TenantId tenant, UUID team) {}
        tickets.stream()
                .map(ticket -> new Side(ticket.tenant(), ticket.team()))
                .distinct()
                .forEach(side -> mates.of(side.tenant, side.team)
                        .forEach(person -> byTeam.computeIfAbsent(side.team, team -> new LinkedHashMap<>())
                                .merge(
                                        person,
                                        new Member(side.team, person.value(), name(side.tenant, person)),
                                        (one, other) -> one.name() != null ? one : other)));
        return byTeam.values().stream().flatMap(team -> team.values().stream()).toList();
    }

    /** As the client's log knows the person; null where it knows nobody of that number. */
    private @Nullable String name(TenantId tenant, KeyOwner person) {
        return actors.seen(tenant, person).name();
    }

    /**
     * A page.
     *
     * @param more whether there may be another one
     */
    record Page(List<TeamTask> tasks, List<Member> members, boolean more) {}

    /**
     * Somebody who works in a team.
     *
     * @param name as the newest record of the person says it; null where there is none
     */
    record Member(UUID team, UUID person, @Nullable String name) {

        @Override
        public String toString() {
            return "Member[" + person + "]";
        }
    }
}
