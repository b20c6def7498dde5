package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.views.Delivery;
import dev.visor.gateway.views.Links;
import dev.visor.gateway.views.Links.Lent;
import dev.visor.gateway.views.Links.Link;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Links to a task's view, for a program of its holder's own, where the client lets a project's annotators have some. */
@Service
class TaskLinks {

    private final Tasks tasks;
    private final TaskViews shown;
    private final WorkPlans plans;
    private final Views views;
    private final Links links;
    private final Gate gate;
    private final Clock clock;

    TaskLinks(Tasks tasks, TaskViews shown, WorkPlans plans, Views views, Links links, Gate gate, Clock clock) {
        this.tasks = tasks;
        this.shown = shown;
        this.plans = plans;
        this.views = views;
        this.links = links;
        this.gate = gate;
        this.clock = clock;
    }

    /** Records that a link is given, to whom the policies would show the view, and gives it. */
    Link give(Caller caller, UUID id, @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            allowed(held);
            gate.pass(
                    caller,
                    Act.VIEW_SHOW,
                    views.resource(held.view(), held.project(), held.task().holder(clock.instant())),
                    tasks.circumstances(caller, held.project(), purpose),
                    "view.link",
                    entry -> views.about(entry, held.view()).on(held.task().label()));
            return links.give(caller, shown.lease(caller, held.task()), id, purpose);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /** Delivers once to whoever comes with a link, as if its giver had asked. */
    void fetch(String word, Delivery delivery) {
        Lent lent = links.use(word);
        try {
            Held held = tasks.find(lent.caller(), lent.task());
            deliver(lent, held, delivery);
        } catch (Refused refused) {
            throw refused.lentBy(lent.caller());
        }
    }

    private void deliver(Lent lent, Held held, Delivery delivery) {
        try {
            allowed(held);
            shown.show(
                    lent.caller(),
                    held,
                    lent.purpose(),
                    links.showing(lent, shown.lease(lent.caller(), held.task())),
                    delivery);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private void allowed(Held held) {
        if (!plans.of(held.task().tenant(), held.project().id()).links()) {
            throw Refused.forbidden(
                    "links-not-allowed", "The client does not let this project's faces be fetched by other programs.");
        }
    }
}
