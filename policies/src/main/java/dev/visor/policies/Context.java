package dev.visor.policies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a request.
 *
 * @param now the server's clock
 * @param steppedUpAt when the person last proved a second factor, as the verified token says; null if never
 * @param purpose the purpose that the request names; null if it names none
 * @param access the access of one of the person's teams to the project; null if there is none
 * @param approved what two persons agreed on; null if nothing
 * @param budget what is left of the person's budgets on the project; null where nobody counted
 * @param workplace where the person works; null where nobody recorded it
 * @param invitation what an external auditor is invited to; null if to nothing
 */
public record Context(
        Instant now,
        @Nullable Instant steppedUpAt,
        @Nullable Purpose purpose,
        @Nullable TeamAccess access,
        @Nullable Approved approved,
        @Nullable BudgetLeft budget,
        @Nullable Workplace workplace,
        @Nullable Invitation invitation) {

    /** A request that names no purpose and needs neither a second factor nor a team. */
    public static Context at(Instant now) {
        return new Context(now, null, null, null, null, null, null, null);
    }

    /** The same, after a second factor was proved. */
    public Context steppedUp(@Nullable Instant at) {
        return new Context(now, at, purpose, access, approved, budget, workplace, invitation);
    }

    /** The same, for a purpose. */
    public Context forPurpose(@Nullable Purpose named) {
        return new Context(now, steppedUpAt, named, access, approved, budget, workplace, invitation);
    }

    /** The same, through a team's access. */
    public Context through(@Nullable TeamAccess team) {
        return new Context(now, steppedUpAt, purpose, team, approved, budget, workplace, invitation);
    }

    /** The same, after two persons agreed. */
    public Context agreed(@Nullable Approved by) {
        return new Context(now, steppedUpAt, purpose, access, by, budget, workplace, invitation);
    }

    /** The same, with what is left of the person's budgets. */
    public Context within(@Nullable BudgetLeft left) {
        return new Context(now, steppedUpAt, purpose, access, approved, left, workplace, invitation);
    }

    /** The same, for somebody who works there. */
    public Context workingIn(@Nullable Workplace place) {
        return new Context(now, steppedUpAt, purpose, access, approved, budget, place, invitation);
    }

    /** The same, for somebody who was invited. */
    public Context invited(@Nullable Invitation to) {
        return new Context(now, steppedUpAt, purpose, access, approved, budget, workplace, to);
    }
}
