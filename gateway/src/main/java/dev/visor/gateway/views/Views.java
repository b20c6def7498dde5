package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.Act;
import dev.visor.policies.BatchState;
import dev.visor.policies.Context;
import dev.visor.policies.Resource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * The one door to a view's pixels and geometry: decided by the policies, durable in the trail, and only then opened.
 */
@Service
public class Views {

    private final ViewRepository views;
    private final FaceRepository faces;
    private final Subjects subjects;
    private final Gate gate;
    private final Trails trails;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final Budgets budgets;
    private final ObjectProvider<Acquaintances> acquaintances;

    Views(
            ViewRepository views,
            FaceRepository faces,
            Subjects subjects,
            Gate gate,
            Trails trails,
            Vault vault,
            TenantTransactions transactions,
            Budgets budgets,
            ObjectProvider<Acquaintances> acquaintances) {
        this.views = views;
        this.faces = faces;
        this.subjects = subjects;
        this.gate = gate;
        this.trails = trails;
        this.vault = vault;
        this.transactions = transactions;
        this.budgets = budgets;
        this.acquaintances = acquaintances;
    }

    /**
     * A view of this tenant that is not dead.
     *
     * @throws Refused (404) otherwise
     */
    public View find(TenantId tenant, UUID id) {
        return transactions
                .inTenant(tenant, () -> views.findById(id))
                .filter(view -> view.state() != ViewState.DEAD)
                .orElseThrow(Refused::notFound);
    }

    /** The views of these pictures that are not dead. */
    public List<View> of(TenantId tenant, Collection<UUID> assets) {
        return transactions.inTenant(tenant, () -> views.findByAssetInOrderByCreated(assets)).stream()
                .filter(view -> view.state() != ViewState.DEAD)
                .toList();
    }

    /** Which of these views shows the face that a line of the manifest claims, by line. */
    public Map<Integer, View> byLine(TenantId tenant, Collection<View> shown) {
        Set<UUID> assets = shown.stream().map(View::asset).collect(Collectors.toSet());
        Map<UUID, Integer> lines = new HashMap<>();
        transactions.inTenant(tenant, () -> faces.findByAssetIn(assets)).forEach(face -> {
            Integer claim = face.claim();
            if (claim != null) {
                lines.put(face.id(), claim);
            }
        });
        Map<Integer, View> found = new HashMap<>();
        shown.forEach(view -> {
            Integer line = lines.get(view.face());
            if (line != null) {
                found.put(line, view);
            }
        });
        return found;
    }

    /** How many faces of these pictures nobody claimed. */
    public long bystanders(TenantId tenant, Collection<UUID> assets) {
        return transactions.inTenant(tenant, () -> faces.findByAssetIn(assets)).stream()
                .filter(face -> !face.target())
                .count();
    }

    /** Whose face the view shows. */
    public KeyOwner subject(View view) {
        return transactions
                .inTenant(view.tenant(), () -> faces.findById(view.face()))
                .map(Face::owner)
                .orElseThrow(Refused::notFound);
    }

    /**
     * Keeps the face somebody's until the running transaction ends: whoever sealed something about it under that person's key
     * asks this before referring to it.
     *
     * @throws Refused (409) if it was given to another person meanwhile
     */
    public void requireStill(View view, KeyOwner subject) {
        transactions.runInTenant(view.tenant(), () -> {
            if (faces.hold(view.face()).map(Face::owner).filter(subject::equals).isEmpty()) {
                throw Refused.conflict(
                        "reassigned-meanwhile", "This face was given to another person meanwhile: load it anew.");
            }
        });
    }

    /** The views of everything that shows this person. */
    public List<UUID> showing(TenantId tenant, KeyOwner subject) {
        return transactions.inTenant(
                tenant,
                () -> views
                        .findByFaceIn(faces.findBySubject(subject.value()).stream()
                                .map(Face::id)
                                .toList())
                        .stream()
                        .map(View::id)
                        .toList());
    }

    /** Who said that they know the person on a view; null where nobody can tell, which denies. */
    public @Nullable Set<UUID> recused(View view) {
        Acquaintances known = acquaintances.getIfAvailable();
        return known == null ? null : known.of(view.tenant(), subject(view));
    }

    /** The view as the policies see it, with the consent of the person on it as it stands now. */
    public Resource.View resource(View view, Project project, @Nullable KeyOwner leasedBy) {
        BatchState batch = switch (view.state()) {
            case STAGED, WITHHELD -> BatchState.STAGED;
            case RELEASED -> BatchState.RELEASED;
            case DEAD -> BatchState.WITHDRAWN;
        };
        return new Resource.View(
                view.id(),
                project.resource(),
                batch,
                leasedBy == null ? null : leasedBy.value(),
                subjects.consent(view.tenant(), project.id(), subject(view)),
                recused(view));
    }

    /**
     * Shows a view to whoever holds its task.
     *
     * @param rendition what this person is served of the view
     * @param task the task's label, which the record names
     * @param showing how it comes to be delivered
     * @param circumstances the purpose that the request names and the team's access
     * @param delivery gets the PNG and the receipt; the bytes are wiped when it returns
     */
    public void show(
            Caller caller,
            View view,
            Project project,
            ObjectRef rendition,
            ObjectLabel task,
            @Nullable KeyOwner leasedBy,
            Showing showing,
            UnaryOperator<Context> circumstances,
            Delivery delivery) {
        Resource.View asked = resource(view, project, leasedBy);
        Receipt receipt = gate.pass(
                caller,
                Act.VIEW_SHOW,
                asked,
                budgets.charged(caller, project, asked, subject(view), view.asset(), rendition, circumstances),
                "view.show",
                entry -> showing.tell(about(entry, view).on(task, rendition.label())));
        deliver(caller, view, project, rendition, receipt, delivery);
    }

    /**
     * Records that a view which was fetched ahead is put on the screen, decided anew: what was taken back meanwhile must not
     * be.
     */
    public void shown(
            Caller caller,
            View view,
            Project project,
            ObjectLabel task,
            @Nullable KeyOwner leasedBy,
            UnaryOperator<Context> circumstances) {
        gate.pass(
                caller,
                Act.VIEW_SHOW,
                resource(view, project, leasedBy),
                circumstances,
                "view.shown",
                entry -> about(entry, view).on(task));
    }

    /** Shows a view to the client's own redaction officer. */
    public void review(Caller caller, View view, Project project, Resource.Batch batch, Delivery delivery) {
        Receipt receipt = gate.pass(
                caller,
                Act.BATCH_REVIEW,
                batch,
                "view.review",
                entry -> about(entry, view).on(view.picture().label()));
        deliver(caller, view, project, view.picture(), receipt, delivery);
    }

    /** Opens a view's geometry under a receipt that names it. */
    public ViewGeometry geometry(View view, Receipt receipt) {
        try (Vault.Opened opened = vault.open(view.geometry(), receipt)) {
            return ViewGeometry.fromJson(opened.bytes());
        }
    }

    /** Fills in what every record about a view says. */
    public Entry about(Entry entry, View view) {
        return entry.in(view.tenant())
                .on(view.label())
                .about(subject(view))
                .with("profile", view.profile())
                .with("detector", view.detector());
    }

    /** Begins a record about a view, for the purpose and on the basis of its project. */
    public Entry about(Entry.Draft draft, View view, Project project) {
        return about(draft.because(project.purpose().id(), project.basis().id()), view)
                .with("project", project.id().toString());
    }

    private void deliver(
            Caller caller, View view, Project project, ObjectRef picture, Receipt receipt, Delivery delivery) {
        Outgoing outgoing = new Outgoing(trails, receipt, caller, project, List.of(subject(view)), "view");
        try (Vault.Opened opened = vault.open(picture, receipt)) {
            outgoing.send(view.label(), opened.bytes(), delivery);
        }
    }
}
