package dev.visor.gateway.views;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.ObjectSizes;
import dev.visor.policies.Act;
import dev.visor.policies.BudgetLeft;
import dev.visor.policies.Context;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;

/**
 * How much one annotator may see of one project: views and attempts by the hour, persons and bytes by the day (UTC).
 *
 * <p>What leaves is counted before it is opened, in the transaction that also refuses; a crash afterwards leaves too much counted and
 * never too little. What came of the counting is a fact for the policies, which decide.
 *
 * <p>Not guaranteed: that nobody sees twice as much within an hour, half of it on either side of a full hour.
 */
@Service
public class Budgets {

    private final BudgetTable table;
    private final SeenPictures pictures;
    private final BudgetStops stops;
    private final ObjectSizes sizes;
    private final Gate gate;
    private final Clock clock;

    Budgets(BudgetTable table, SeenPictures pictures, BudgetStops stops, ObjectSizes sizes, Gate gate, Clock clock) {
        this.table = table;
        this.pictures = pictures;
        this.stops = stops;
        this.sizes = sizes;
        this.gate = gate;
        this.clock = clock;
    }

    /** What is left to somebody whose request shows nothing. */
    public BudgetLeft left(Caller caller, Project project) {
        return standing(caller, project).left(BudgetCost.NOTHING, SeenPictures.ANY);
    }

    /** The same circumstances, with what would be left if this were shown; nothing is counted. */
    public UnaryOperator<Context> foreseen(
            Caller caller,
            Project project,
            KeyOwner subject,
            UUID asset,
            ObjectRef rendition,
            UnaryOperator<Context> circumstances) {
        Instant now = clock.instant();
        boolean seen = table.seen(project.tenant(), project.id(), caller.id(), subject, now);
        BudgetLeft left = standing(caller, project)
                .left(
                        new BudgetCost(1, seen ? 0 : 1, sizes.sealed(rendition)),
                        pictures.left(project, caller.id(), subject, asset));
        return context -> circumstances.apply(context).within(left);
    }

    /**
     * The same circumstances, with what is left once this was counted. Whoever may not see it anyway is not charged.
     *
     * @throws dev.visor.gateway.access.Refused if anything else stands in the way
     */
    public UnaryOperator<Context> charged(
            Caller caller,
            Project project,
            Resource.View view,
            KeyOwner subject,
            UUID asset,
            ObjectRef rendition,
            UnaryOperator<Context> circumstances) {
        gate.check(caller, Act.VIEW_SHOW, view, circumstances);
        Instant now = clock.instant();
        TenantId tenant = project.tenant();
        BudgetTable.Charged charged = table.charge(
                tenant,
                project.id(),
                caller.id(),
                subject,
                sizes.sealed(rendition),
                now,
                () -> pictures.note(project, caller.id(), subject, asset));
        BudgetLeft left = table.standing(tenant, project.id(), caller.id(), now)
                .left(
                        BudgetCost.NOTHING,
                        charged.picture() ? pictures.left(project, caller.id(), subject, asset) : -1,
                        charged.over());
        return context -> circumstances.apply(context).within(left);
    }

    /** Counts an attempt at what is not the caller's. */
    public void attempted(Caller caller, Project project) {
        Instant now = clock.instant();
        table.attempt(project.tenant(), project.id(), caller.id(), now);
        stops.stop(caller, project, standing(caller, project).over(BudgetCost.NOTHING), now);
    }

    /** What the annotator is told once four fifths of a budget are used. */
    public Optional<BudgetWarning> warning(Caller caller, Project project) {
        BudgetStanding standing = standing(caller, project);
        return standing.warned()
                .map(kind -> new BudgetWarning(
                        kind.label(),
                        standing.used(kind),
                        standing.most(kind),
                        kind.ends(kind.begins(standing.now()))));
    }

    private BudgetStanding standing(Caller caller, Project project) {
        return table.standing(project.tenant(), project.id(), caller.id(), clock.instant());
    }
}
