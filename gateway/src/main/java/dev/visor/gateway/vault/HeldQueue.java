package dev.visor.gateway.vault;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import dev.visor.gateway.keys.KeyPlace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the queue once everything else has started, and not at all while root keys are held: each job would fail, and be counted as
 * having failed.
 */
@Component
class HeldQueue implements DbSchedulerStarter {

    private final ObjectProvider<Scheduler> scheduler;
    private final KeyPlace place;

    HeldQueue(ObjectProvider<Scheduler> scheduler, KeyPlace place) {
        this.scheduler = scheduler;
        this.place = place;
    }

    @EventListener(ContextRefreshedEvent.class)
    void refreshed() {
        doStart();
    }

    @Override
    public void doStart() {
        if (!place.held()) {
            scheduler.ifAvailable(Scheduler::start);
        }
    }
}
