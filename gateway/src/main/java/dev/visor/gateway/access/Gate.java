package dev.visor.gateway.access;

import dev.visor.audit.Receipt;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.AccessRequest;
import dev.visor.policies.Act;
import dev.visor.policies.BudgetLeft;
import dev.visor.policies.Context;
import dev.visor.policies.Decision.Allowed;
import dev.visor.policies.Decision.Denied;
import dev.visor.policies.Policies;
import dev.visor.policies.Resource;
import dev.visor.policies.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Decide, record, then act. Every door of the gateway stands behind this one: the policies decide, the decision is durable
 * in the trail, and only then does the caller get a receipt to act with.
 */
@Service
public class Gate {

    private final PolicySource rules;
    private final Trails trails;
    private final Introspection introspection;
    private final Invitations invitations;
    private final Clock clock;

    Gate(PolicySource rules, Trails trails, Introspection introspection, Invitations invitations, Clock clock) {
        this.rules = rules;
        this.trails = trails;
        this.introspection = introspection;
        this.invitations = invitations;
        this.clock = clock;
    }

    /**
     * Decides without a record, for answers that hold nothing but states and counts.
     *
     * @return the role that the person acts under
     * @throws Refused if no policy allows it; whoever answers the request records that
     */
    public Role check(Caller caller, Act act, Resource resource) {
        return check(caller, act, resource, context -> context);
    }

    /** Decides without a record, with more of the circumstances. */
    public Role check(Caller caller, Act act, Resource resource, UnaryOperator<Context> circumstances) {
        return decide(caller, act, resource, circumstances).allowed().role();
    }

    /** Decides and records. */
    public Receipt pass(Caller caller, Act act, Resource resource, String action, Consumer<Entry> facts) {
        return pass(caller, act, resource, context -> context, action, facts);
    }

    /**
     * Decides and records.
     *
     * @param circumstances adds what only the feature knows: the purpose, the team's access
     * @param action the record's name in the action catalogue
     * @param facts fills the record in; the decision, and the purpose and legal basis of what is asked for, are added here
     * @throws Refused if no policy allows it
     * @throws dev.visor.audit.TrailUnavailableException if the record is not durable; then nothing may be done
     */
    public Receipt pass(
            Caller caller,
            Act act,
            Resource resource,
            UnaryOperator<Context> circumstances,
            String action,
            Consumer<Entry> facts) {
        Decided decided = decide(caller, act, resource, circumstances);
        Entry.Draft draft = Entry.of(action, caller.as(decided.allowed().role()));
        if (caller.tenant() != null) {
            draft.in(caller.tenant());
        }
        Asked asked = new Asked(decided.request(), decided.allowed());
        Entry entry = asked.because(draft);
        facts.accept(entry);
        return trails.append(asked.decided(entry));
    }

    /** What was allowed, and from what that was decided. */
    private record Decided(AccessRequest request, Allowed allowed) {}

    private Decided decide(Caller caller, Act act, Resource resource, UnaryOperator<Context> circumstances) {
        Instant now = clock.instant();
        Context context = circumstances.apply(
                Context.at(now).steppedUp(caller.steppedUpAt()).invited(invitations.of(caller, now)));
        AccessRequest request = new AccessRequest(caller.principal(), act, resource, context);
        // Once: the rules may be changed between two looks.
        Policies policies = rules.inForce();
        return switch (policies.decide(request)) {
            case Allowed allowed -> {
                standing(policies, caller, act);
                yield new Decided(request, allowed);
            }
            case Denied denied
            when denied.stepUpWouldDo() ->
                throw new Refused(
                        HttpStatus.UNAUTHORIZED,
                        "step-up-required",
                        "This needs your second factor: please confirm it and come back.",
                        new Asked(request, denied));
            case Denied denied
            when denied.budgetsUsedUp() && context.budget() != null ->
                throw new Refused(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "budget-used-up",
                                denied.sentence() + frees(context.budget()),
                                new Asked(request, denied))
                        .until(context.budget().frees());
            case Denied denied ->
                throw new Refused(
                        HttpStatus.FORBIDDEN,
                        // Whoever is at work on a face has to know why it is taken away.
                        denied.consentEnded() ? "consent-ended" : "forbidden",
                        denied.sentence(),
                        new Asked(request, denied));
        };
    }

    /** Whoever was disabled, or whose session ended, at Keycloak does not do what needs a second factor: it is asked each time. */
    private void standing(Policies policies, Caller caller, Act act) {
        if (policies.stepUpActs().contains(act)) {
            introspection.require(caller.id());
        }
    }

    private static String frees(BudgetLeft budget) {
        Instant at = budget.frees();
        return at == null
                ? ""
                : " It is free again at " + at.truncatedTo(ChronoUnit.MINUTES)
                        + "; the client's compliance officer can release it before.";
    }
}
