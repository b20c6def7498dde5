package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.RequestRefused;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.views.Budgets;
import dev.visor.policies.Role;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts what annotators ask for that is not theirs: tasks that somebody else holds, identifiers behind which there is nothing for
 * them, and grants that nobody gave them. Of what was guessed nobody knows whose it is meant to be: it counts against each project that
 * the annotator's teams have work in.
 */
@Component
class OffTaskAttempts {

    private static final Logger log = LoggerFactory.getLogger(OffTaskAttempts.class);
    private static final String TASKS = "/api/v1/tasks/";

    /** Why a request is refused that names something which is not there, or was not given to whoever asks. */
    private static final Set<String> GUESSED = Set.of("not-found", "grant-unknown", "grant-of-another");

    private final WorkforceQueue queue;
    private final Projects projects;
    private final Budgets budgets;

    OffTaskAttempts(WorkforceQueue queue, Projects projects, Budgets budgets) {
        this.queue = queue;
        this.projects = projects;
        this.budgets = budgets;
    }

    /** The refusal stands whatever becomes of the counting: nothing is shown either way. */
    @EventListener
    void on(RequestRefused refused) {
        if (!works(refused.caller()) || !refused.route().startsWith(TASKS)) {
            return;
        }
        try {
            if (refused.policies().contains("task-held") && refused.tenant() != null && refused.project() != null) {
                budgets.attempted(
                        refused.caller(),
                        projects.find(refused.tenant(), refused.project().id()));
            } else if (GUESSED.contains(refused.reason())) {
                queue.projects(refused.caller().teams())
                        .forEach(ticket ->
                                budgets.attempted(refused.caller(), projects.find(ticket.tenant(), ticket.project())));
            }
        } catch (RuntimeException e) {
            log.error(
                    "An attempt of an annotator could not be counted: {}",
                    e.getClass().getName());
        }
    }

    private static boolean works(Caller caller) {
        return caller.is(Role.ANNOTATOR) || caller.is(Role.SENIOR_REVIEWER);
    }
}
