package dev.visor.gateway.projects;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What clients tell the annotators of a project, in versions. A draft is for the client's own people; once it is published, every task
 * that is taken from then on is worked under it, and each annotation says under which version it was made.
 */
@Service
public class Guidelines {

    private final GuidelineTable table;
    private final Projects projects;
    private final Schemas schemas;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Trails trails;
    private final Clock clock;

    Guidelines(
            GuidelineTable table,
            Projects projects,
            Schemas schemas,
            TenantTransactions transactions,
            Gate gate,
            Trails trails,
            Clock clock) {
        this.table = table;
        this.projects = projects;
        this.schemas = schemas;
        this.transactions = transactions;
        this.gate = gate;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * A guideline as a reader gets it.
     *
     * @param version what the reader asked for
     * @param blocks in their order; none under version 1
     */
    public record Shown(int version, List<GuidelineBlock> blocks) {}

    /** What annotators work under, for whoever holds a task of the project; the caller of this has asked the policies. */
    public Shown shown(Project project, int version) {
        if (version == Guideline.DEFINITIONS) {
            return new Shown(version, List.of());
        }
        Guideline guideline = found(project, version);
        if (guideline.isDraft()) {
            throw Refused.notFound();
        }
        return new Shown(version, blocks(project, guideline));
    }

    /** All versions, the newest first, drafts among them. */
    List<Guideline> all(Caller caller, UUID id) {
        Project project = read(caller, id);
        return transactions.inTenant(project.tenant(), () -> table.all(id));
    }

    /** One version. */
    Read read(Caller caller, UUID id, int version) {
        Project project = read(caller, id);
        Guideline guideline = found(project, version);
        return new Read(guideline, blocks(project, guideline));
    }

    /** A version and what it looks like. */
    record Read(Guideline guideline, List<GuidelineBlock> blocks) {}

    /**
     * Adds a draft.
     *
     * @param after the version that it was written from, 1 for none; null where the writer does not say
     * @throws Refused (422) {@code bad-guideline} naming the line, (409) {@code stale-version} if there is a newer one
     */
    Read add(Caller caller, UUID id, String text, @Nullable Integer after) {
        Project project = projects.find(caller.requireTenant(), id);
        gate.check(caller, Act.BUDGET_SET, project.resource());
        List<GuidelineBlock> blocks = GuidelineText.read(text, project.schema());
        int last = newest(project);
        if (after != null && after != last) {
            throw stale(last);
        }
        Guideline draft = new Guideline(
                last + 1, project.schema().ref().version(), text, caller.id().value(), clock.instant(), null, null);
        act(caller, project, "guideline.add", draft.version(), () -> {
            if (!table.add(project, draft)) {
                throw stale(draft.version());
            }
        });
        return new Read(draft, blocks);
    }

    /**
     * Has every task that is taken from now on be worked under a version.
     *
     * @throws Refused (409) {@code guideline-superseded} if it, or a newer one, is in force already, or
     *     {@code guideline-outdated} if the project went on to another version of its schema
     */
    Read publish(Caller caller, UUID id, int version) {
        Project project = projects.find(caller.requireTenant(), id);
        gate.check(caller, Act.BUDGET_SET, project.resource());
        Guideline guideline = found(project, version);
        if (guideline.schemaVersion() != project.schema().ref().version()) {
            throw Refused.conflict(
                    "guideline-outdated",
                    "This guideline shows the points of version " + guideline.schemaVersion()
                            + " of the schema: write it anew for the version that the project is on.");
        }
        if (version <= project.guidelineVersion()) {
            throw superseded();
        }
        act(caller, project, "guideline.publish", version, () -> {
            if (!table.publish(id, version, caller.id().value(), clock.instant())) {
                throw superseded();
            }
        });
        return read(caller, id, version);
    }

    private Project read(Caller caller, UUID id) {
        Project project = projects.find(caller.requireTenant(), id);
        gate.check(caller, Act.PROJECT_READ, project.resource());
        return project;
    }

    private int newest(Project project) {
        return inTenant(project, () -> table.all(project.id())).stream()
                .mapToInt(Guideline::version)
                .max()
                .orElse(Guideline.DEFINITIONS);
    }

    private Guideline found(Project project, int version) {
        return inTenant(project, () -> table.find(project.id(), version)).orElseThrow(Refused::notFound);
    }

    private List<GuidelineBlock> blocks(Project project, Guideline guideline) {
        return guideline.blocks(schemas.at(project, guideline.schemaVersion()));
    }

    private <T> T inTenant(Project project, Supplier<T> work) {
        return transactions.inTenant(project.tenant(), work);
    }

    /** Records what is about to be done, does it, and records where it was not done. */
    private void act(Caller caller, Project project, String action, int version, Runnable work) {
        Receipt receipt = gate.pass(
                caller,
                Act.BUDGET_SET,
                project.resource(),
                action,
                entry -> entry.on(Projects.label(project.id())).with("guideline", Integer.toString(version)));
        try {
            transactions.runInTenant(project.tenant(), work);
        } catch (RuntimeException e) {
            trails.outcome(
                    receipt,
                    Entry.of("act.failed", caller.as(receipt))
                            .in(project.tenant())
                            .because(project.purpose().id(), project.basis().id())
                            .on(Projects.label(project.id()))
                            .with("reason", e instanceof Refused refused ? refused.reason() : "internal"));
            throw e;
        }
    }

    private static Refused stale(int newest) {
        return Refused.conflict("stale-version", "Version " + newest + " is the newest: look at it before you go on.");
    }

    private static Refused superseded() {
        return Refused.conflict(
                "guideline-superseded",
                "This version, or a newer one, is in force already: to go back, write the old text as a new version.");
    }
}
