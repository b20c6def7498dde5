package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says why there is no task for somebody, where there would be one if a budget were not used up. */
final class BudgetNotice {

    private BudgetNotice() {}

    /**
     * Looks at what the person holds and at what is open to the person's teams, after none of it could be taken.
     *
     * @return nothing, where budgets are not the reason
     * @throws Refused (429) where they are: the first task's refusal, of which the client's officer is told
     */
    static Optional<Held> tell(Caller caller, WorkforceQueue queue, Tasks tasks, Instant now) {
        Stream.concat(queue.taken(caller.teams()).stream(), tasks.open(caller).stream())
                .flatMap(ticket -> found(tasks, ticket).stream())
                .filter(held -> isFor(caller, held.task().holder(now)))
                .forEach(held -> requireBudget(caller, held, tasks));
        return Optional.empty();
    }

    private static Optional<Held> found(Tasks tasks, Ticket ticket) {
        try {
            return Optional.of(tasks.held(ticket));
        } catch (Refused gone) {
            return Optional.empty();
        }
    }

    private static boolean isFor(Caller caller, @Nullable KeyOwner holder) {
        return holder == null || holder.equals(caller.id());
    }

    private static void requireBudget(Caller caller, Held held, Tasks tasks) {
        try {
            tasks.requireShowable(
                    caller,
                    held,
                    tasks.circumstances(
                            caller, held.project(), held.project().purpose().id()));
        } catch (Refused refused) {
            if (refused.reason().equals("budget-used-up")) {
                throw refused.in(held.task().tenant());
            }
        }
    }
}
