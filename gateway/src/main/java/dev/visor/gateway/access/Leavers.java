package dev.visor.gateway.access;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks Keycloak whether those who are signed in here may still be. It tells of sessions that it ends, but not of people who are
 * disabled or removed: what those have open would go on.
 */
@Component
class Leavers extends Rounds {

    private static final Logger log = LoggerFactory.getLogger(Leavers.class);

    private final Sessions sessions;
    private final People people;
    private final SessionEnds ends;
    private boolean silent;

    /**
     * Asks.
     *
     * @param every how often; a person who left is out within that time and the seconds that asking takes
     */
    Leavers(
            Sessions sessions,
            People people,
            SessionEnds ends,
            @Value("${visor.access.leavers-every:20s}") Duration every) {
        super("leavers", every);
        this.sessions = sessions;
        this.people = people;
        this.ends = ends;
    }

    /** While Keycloak does not answer nobody is put out; acts that need a second factor are refused by then. */
    @Override
    protected void round() {
        Set<UUID> here = sessions.people();
        if (here.isEmpty()) {
            return;
        }
        try {
            people.gone(here).forEach(ends::person);
            silent = false;
        } catch (Refused e) {
            if (!silent) {
                log.warn("Keycloak does not say who left: people who are disabled there stay signed in here meanwhile");
            }
            silent = true;
        }
    }
}
