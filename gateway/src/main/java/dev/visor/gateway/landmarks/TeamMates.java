package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Leads;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Workplaces;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import dev.visor.policies.Role;
import dev.visor.policies.Workplace;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whom a task may be given to: by the facts that the queue and the policies go by when somebody takes the next one. They are looked at
 * again then, since they may change until then; roles are known only then.
 */
@Component
class TeamMates {

    private final Leads leads;
    private final TaskHandles handles;
    private final WorkforceQueue queue;
    private final Workplaces workplaces;
    private final Tasks tasks;

    TeamMates(Leads leads, TaskHandles handles, WorkforceQueue queue, Workplaces workplaces, Tasks tasks) {
        this.leads = leads;
        this.handles = handles;
        this.queue = queue;
        this.workplaces = workplaces;
        this.tasks = tasks;
    }

    /** Who is in a team, or got a task of this client through it, and did not leave it. */
    Set<KeyOwner> of(TenantId tenant, UUID team) {
        Set<KeyOwner> all = new HashSet<>(leads.members(team));
        all.addAll(handles.workers(tenant, team));
        all.removeIf(person -> leads.left(person, team));
        return all;
    }

    /**
     * Stops a task from being given to whoever could not take it. Why is not said: that somebody knows the person on a view, or found
     * it hard to look at, is no lead's business.
     *
     * @throws Refused (409) {@code not-in-team} or {@code cannot-take}
     */
    void require(Held held, Ticket ticket, KeyOwner person) {
        if (!of(ticket.tenant(), ticket.team()).contains(person)) {
            throw Refused.conflict("not-in-team", "As far as is known here, this person does not work in the team.");
        }
        Caller taker = taker(held, ticket, person);
        Workplace place = workplaces.of(taker).get(ticket.team());
        if (place == null || !queue.isFor(ticket, place, person) || !isShown(taker, held)) {
            throw Refused.conflict("cannot-take", "This person cannot be given this task now.");
        }
    }

    private boolean isShown(Caller taker, Held held) {
        try {
            tasks.requireShowable(
                    taker,
                    held,
                    tasks.circumstances(
                            taker, held.project(), held.project().purpose().id()));
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    /** As whom the person would ask for the task; what is asked here is answered to nobody. */
    private static Caller taker(Held held, Ticket ticket, KeyOwner person) {
        Role role = held.task().isLookedAtAgain() ? Role.SENIOR_REVIEWER : Role.ANNOTATOR;
        @Nullable TenantId none = null;
        return new Caller(person, "", "", Set.of(role), none, Set.of(ticket.team()), false, 1, null);
    }
}
