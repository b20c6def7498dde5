package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.keys.KeyPlace;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.TrailRejoined;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.TwoPersonAct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * At a start: root keys that were put in from elsewhere are used from here on if two people agreed to it, and the agreement is not
 * over. Else they stay held for as long as this process runs, so that whoever is to be erased again after a restore is, before
 * anything opens.
 */
@Component
class RestoredRoots implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RestoredRoots.class);
    private static final ActorRef ACTOR = ActorRef.system("keykeeper");

    /** Behind the trail, before erasures are done again. */
    private static final int PHASE = TrailRejoined.PHASE + 50;

    private final KeyPlace place;
    private final ObjectProvider<Approvals> approvals;
    private final Trails trails;
    private volatile boolean running;

    RestoredRoots(KeyPlace place, ObjectProvider<Approvals> approvals, Trails trails) {
        this.place = place;
        this.approvals = approvals;
        this.trails = trails;
    }

    @Override
    public void start() {
        if (place.held()) {
            ObjectLabel label = ObjectLabel.of(TwoPersonAct.ROOT_RESTORE.kind(), place.id());
            if (approvals.getObject().granted(null, TwoPersonAct.ROOT_RESTORE, label)) {
                trails.append(Entry.of("key.restore", ACTOR)
                        .because(Ground.SECURITY)
                        .on(label)
                        .with("act", TwoPersonAct.ROOT_RESTORE.id()));
                place.confirm();
            } else {
                log.warn(
                        "The root keys were put in from elsewhere: nothing opens until two administrators have agreed to {}",
                        label);
            }
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
