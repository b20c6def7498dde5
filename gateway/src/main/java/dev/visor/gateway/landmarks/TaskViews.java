package dev.visor.gateway.landmarks;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.views.Delivery;
import dev.visor.gateway.views.Grants;
import dev.visor.gateway.views.Grants.Grant;
import dev.visor.gateway.views.Lease;
import dev.visor.gateway.views.Showing;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The view of a task, to whoever holds it: a right to each delivery, and the delivery. */
@Service
class TaskViews {

    private final Tasks tasks;
    private final Views views;
    private final Gate gate;
    private final Grants grants;
    private final Clock clock;

    TaskViews(Tasks tasks, Views views, Gate gate, Grants grants, Clock clock) {
        this.tasks = tasks;
        this.views = views;
        this.gate = gate;
        this.grants = grants;
        this.clock = clock;
    }

    /** Gives the right to one delivery of a task's view, to whom the policies would show it. */
    Grant grant(Caller caller, UUID id, @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            gate.check(
                    caller,
                    Act.VIEW_SHOW,
                    views.resource(held.view(), held.project(), held.task().holder(clock.instant())),
                    tasks.circumstances(caller, held.project(), purpose));
            return grants.give(caller, lease(caller, held.task()));
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /** Under what somebody is shown a task's view; without an end where the person does not hold it. */
    Lease lease(Caller caller, Task task) {
        boolean holds = caller.id().equals(task.holder(clock.instant()));
        return new Lease(task.tenant(), task.id(), holds ? task.leaseEnds() : null);
    }

    /** Uses a right to one delivery. */
    void show(
            Caller caller,
            UUID id,
            @Nullable String purpose,
            @Nullable String grant,
            boolean ahead,
            Delivery delivery) {
        Held held = tasks.find(caller, id);
        try {
            Showing showing = grants.use(caller, lease(caller, held.task()), grant, ahead);
            try {
                show(caller, held, purpose, showing, delivery);
            } catch (TrailUnavailableException e) {
                grants.forget(held.task().tenant(), showing.grant());
                throw e;
            }
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    void show(Caller caller, Held held, @Nullable String purpose, Showing showing, Delivery delivery) {
        views.show(
                caller,
                held.view(),
                held.project(),
                held.task().rendition(held.view()),
                held.task().label(),
                held.task().holder(clock.instant()),
                showing,
                tasks.circumstances(caller, held.project(), purpose),
                delivery);
    }

    /** A view that was fetched ahead is put on the screen. */
    void shown(Caller caller, UUID id, @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            views.shown(
                    caller,
                    held.view(),
                    held.project(),
                    held.task().label(),
                    held.task().holder(clock.instant()),
                    tasks.circumstances(caller, held.project(), purpose));
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }
}
