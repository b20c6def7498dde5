package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.views.Views;
import org.springframework.stereotype.Component;

/**
 * Writes down that what a record announced did not come about. A record stands before the act and cannot be taken back;
 * without this, the trail would say that landmarks were handed in which were refused.
 */
@Component
class Failures {

    private final Trails trails;
    private final Views views;

    Failures(Trails trails, Views views) {
        this.trails = trails;
        this.views = views;
    }

    /** The act of this intent failed. */
    void record(Receipt intent, ActorRef actor, Held held, RuntimeException why) {
        trails.outcome(
                intent,
                views.about(Entry.of("act.failed", actor), held.view(), held.project())
                        .on(held.task().label())
                        .with("reason", why instanceof Refused refused ? refused.reason() : "internal"));
    }
}
