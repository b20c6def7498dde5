package dev.visor.gateway.landmarks;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.landmarks.codes.Disagreement;
import dev.visor.gateway.landmarks.codes.SentCodes;
import dev.visor.gateway.landmarks.geometry.GeometryFinding;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.ViewProfiles;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The points of tasks: opened under a record, added as sealed versions, never changed. */
@Service
public class Annotations {

    private final AnnotationRepository annotations;
    private final TaskRepository rows;
    private final Tasks tasks;
    private final Versions versions;
    private final Views views;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Failures failures;
    private final TrailReading trail;
    private final CarriedPoints carried;
    private final Clock clock;

    Annotations(
            AnnotationRepository annotations,
            TaskRepository rows,
            Tasks tasks,
            Versions versions,
            Views views,
            Vault vault,
            TenantTransactions transactions,
            Gate gate,
            Failures failures,
            TrailReading trail,
            CarriedPoints carried,
            Clock clock) {
        this.annotations = annotations;
        this.rows = rows;
        this.tasks = tasks;
        this.versions = versions;
        this.views = views;
        this.vault = vault;
        this.transactions = transactions;
        this.gate = gate;
        this.failures = failures;
        this.trail = trail;
        this.carried = carried;
        this.clock = clock;
    }

    /** The newest submission on each of these views that has one and was not taken back since, by view. */
    public Map<UUID, Annotation> submitted(TenantId tenant, Collection<UUID> on) {
        return transactions.inTenant(tenant, () -> {
            Map<UUID, Task> byId = rows.findByViewIn(on).stream()
                    .filter(task -> task.state() != TaskState.LEASED && task.state() != TaskState.OPEN)
                    .collect(Collectors.toMap(Task::id, Function.identity()));
            Map<UUID, Annotation> newest = new LinkedHashMap<>();
            annotations
                    .findByTaskInAndKindOrderByCreatedDesc(byId.keySet(), Annotation.SUBMISSION)
                    .forEach(found -> {
                        Task task = byId.get(found.task());
                        if (task != null) {
                            newest.putIfAbsent(task.view(), found);
                        }
                    });
            return newest;
        });
    }

    /** These versions, by the view that each is on. */
    public Map<UUID, Annotation> versions(TenantId tenant, Collection<UUID> ids) {
        return transactions.inTenant(tenant, () -> {
            Map<UUID, Annotation> byView = new LinkedHashMap<>();
            for (Annotation found : annotations.findByIdIn(ids)) {
                rows.findById(found.task()).ifPresent(task -> byView.put(task.view(), found));
            }
            return byView;
        });
    }

    /** Opens one version under a receipt that names it. */
    public Sheet open(Annotation annotation, Receipt receipt) {
        try (Vault.Opened opened = vault.open(annotation.object(), receipt)) {
            return Sheet.fromJson(opened.bytes());
        }
    }

    /** Opens what the geometry checks found on a submission, under a receipt that names it; nothing where they found nothing. */
    public FindingSheet findings(Annotation annotation, Receipt receipt) {
        ObjectRef found = annotation.findings();
        if (found == null) {
            return FindingSheet.none();
        }
        try (Vault.Opened opened = vault.open(found, receipt)) {
            return FindingSheet.fromJson(opened.bytes());
        }
    }

    /**
     * Where the work on a task stands: its newest version, or what was suggested.
     *
     * @param schema the version of the schema that the caller counts points by; null where it trusts the newest
     * @param handedIn whether a reviewer wants what is to be looked at again, whatever the own work on it came to since
     * @throws Refused (409) {@code no-second-look} if what was handed in is asked for while points are being placed
     */
    Start start(Caller caller, UUID task, @Nullable String purpose, @Nullable String schema, boolean handedIn) {
        Held held = tasks.find(caller, task);
        SchemaNamed.require(held.project(), schema, false);
        Optional<Annotation> newest =
                handedIn ? Optional.of(handedIn(caller, held, purpose)) : versions.newest(held, caller.id());
        ObjectLabel opens = newest.map(found -> found.object().label())
                .orElseGet(() -> held.view().geometry().label());
        Receipt receipt;
        try {
            receipt = gate.pass(
                    caller,
                    Act.TASK_WORK,
                    tasks.resource(held),
                    tasks.circumstances(caller, held.project(), purpose),
                    "annotation.open",
                    entry -> views.about(entry, held.view()).on(held.task().label(), opens));
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
        return newest.map(found ->
                        new Start(carried.of(held.project(), open(found, receipt)), List.of(), found.version()))
                .orElseGet(() -> suggested(held, receipt));
    }

    /** Whoever may not work on the task is told nothing of how it stands. */
    private Annotation handedIn(Caller caller, Held held, @Nullable String purpose) {
        TenantId tenant = held.task().tenant();
        try {
            gate.check(
                    caller, Act.TASK_WORK, tasks.resource(held), tasks.circumstances(caller, held.project(), purpose));
            return transactions.inTenant(tenant, () -> versions.handedIn(held.task()));
        } catch (Refused refused) {
            throw refused.in(tenant);
        }
    }

    /**
     * Adds a version, or finds the one that the same save made already.
     *
     * @param schema the version of the schema that the points are counted by, as the task's answer labels it
     * @throws Refused (422) {@code geometry-findings} where something looks wrong that is not said to be meant so
     */
    Saved add(
            Caller caller,
            UUID task,
            @Nullable String purpose,
            @Nullable String schema,
            @Nullable List<@Nullable Placement> points,
            SentCodes codes,
            Saving saving,
            boolean submit) {
        Held held = tasks.find(caller, task);
        try {
            SchemaNamed.require(held.project(), schema, true);
            Optional<Annotation> before = versions.saved(held.task(), caller.id(), saving);
            return before.isPresent()
                    ? new Saved(before.get(), List.of())
                    : add(caller, held, purpose, points, codes, saving, submit);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /**
     * The place in the log of what this person saved; null until it is sequenced.
     *
     * @throws Refused (404) for anybody else's
     */
    @Nullable
    Long place(Caller caller, UUID task, UUID record) {
        Task about = tasks.find(caller, task).task();
        TenantId tenant = about.tenant();
        boolean own = transactions
                .inTenant(tenant, () -> annotations.findByTaskAndRecord(about.id(), record))
                .filter(found -> found.author().equals(caller.id()))
                .isPresent();
        if (!own) {
            throw Refused.notFound();
        }
        return trail.record(tenant, record).map(TrailRecord::index).orElse(null);
    }

    private Saved add(
            Caller caller,
            Held held,
            @Nullable String purpose,
            @Nullable List<@Nullable Placement> points,
            SentCodes codes,
            Saving saving,
            boolean submit) {
        Resource.View resource =
                views.resource(held.view(), held.project(), held.task().holder(clock.instant()));
        gate.check(caller, Act.ANNOTATION_SUBMIT, resource, tasks.circumstances(caller, held.project(), purpose));
        LandmarkSchema schema = held.project().schema();
        int size = schema.size();
        Sheet sheet = new Sheet(
                schema.ref().label(),
                held.task().guidelineVersion(),
                Placement.checked(points, size, held.view().size()),
                codes.checked(held.project().codes(), submit));
        if (submit) {
            PointRuleCheck.check(held.project().pointRules(), schema, sheet.points());
        }
        UUID id = UUID.randomUUID();
        Receipt receipt = gate.pass(
                caller,
                Act.ANNOTATION_SUBMIT,
                resource,
                tasks.circumstances(caller, held.project(), purpose),
                submit ? "annotation.submit" : "annotation.draft",
                entry -> views.about(entry, held.view())
                        .on(held.task().label(), ObjectLabel.of("annotation", id))
                        .on(held.view().geometry().label())
                        .with("points", Integer.toString(size))
                        .with("untouched", Long.toString(untouched(sheet))));
        try {
            ViewGeometry geometry = views.geometry(held.view(), receipt);
            suggestions(held, geometry).check(sheet.points());
            FindingSheet found = submit ? findings(held, sheet, geometry, saving.despite()) : FindingSheet.none();
            KeyOwner subject = views.subject(held.view());
            ObjectRef sealed = vault.seal(held.task().tenant(), ObjectKind.ANNOTATION, Set.of(subject), sheet.toJson());
            @Nullable
            ObjectRef beside = found.findings().isEmpty()
                    ? null
                    : vault.seal(held.task().tenant(), ObjectKind.ANNOTATION, Set.of(subject), found.toJson());
            Annotation kept = versions.add(
                    held,
                    new Versions.Draft(
                            id,
                            caller.id(),
                            subject,
                            sheet.schemaVersion(),
                            sealed,
                            KeptFindings.of(found, beside),
                            receipt),
                    saving,
                    submit);
            if (!kept.id().equals(id)) {
                failures.record(receipt, caller.as(receipt), held, Refused.conflict("saved-already", "It came twice."));
            }
            return new Saved(kept, sheet.disagreements());
        } catch (RuntimeException e) {
            failures.record(receipt, caller.as(receipt), held, e);
            throw e;
        }
    }

    private Start suggested(Held held, Receipt receipt) {
        Suggestions suggestions = suggestions(held, views.geometry(held.view(), receipt));
        return new Start(suggestions.points(), suggestions.deviations(), 0);
    }

    private static FindingSheet findings(Held held, Sheet sheet, ViewGeometry geometry, boolean despite) {
        LandmarkSchema schema = held.project().schema();
        List<GeometryFinding> found = GeometryDesk.findings(schema, sheet.points(), geometry);
        GeometryDesk.require(schema, found, despite);
        return new FindingSheet(despite, found);
    }

    private Suggestions suggestions(Held held, ViewGeometry geometry) {
        return Suggestions.on(
                geometry,
                ViewProfiles.named(held.view().profile()),
                carried.numbers(held.project(), geometry.schema()));
    }

    private static long untouched(Sheet sheet) {
        return sheet.points().stream()
                .filter(point ->
                        point.provenance() != null && !point.provenance().looked())
                .count();
    }

    /**
     * A version that was added.
     *
     * @param disagreements what the project's table has against its expression
     */
    record Saved(Annotation annotation, List<Disagreement> disagreements) {}

    /**
     * What somebody begins with.
     *
     * @param deviations how sure each point is, as {@link Suggestions#deviations} says; none at all once somebody has worked
     *     on the face
     * @param version which one it is; 0 for the suggestions
     */
    record Start(List<Landmark> points, List<@Nullable Double> deviations, int version) {

        @Nullable
        Double deviation(int point) {
            return deviations.isEmpty() ? null : deviations.get(point);
        }

        @Override
        public String toString() {
            return "Start[]";
        }
    }
}
