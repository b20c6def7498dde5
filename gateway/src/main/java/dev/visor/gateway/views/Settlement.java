package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.redaction.worker.FoundFace;
import dev.visor.redaction.worker.FoundFace.Bystander;
import dev.visor.redaction.worker.FoundFace.Target;
import dev.visor.redaction.worker.Redacted;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Writes down what became of a picture: views sealed under their subjects, the original re-wrapped under everybody on it,
 * and last, in one transaction, the rows that make it so.
 */
@Service
class Settlement {

    /** What one record may name. */
    private static final int MOST_OBJECTS = 50;

    private final AssetRepository assets;
    private final FaceRepository faces;
    private final ViewRepository views;
    private final Vault vault;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settlement(
            AssetRepository assets,
            FaceRepository faces,
            ViewRepository views,
            Vault vault,
            Trails trails,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.assets = assets;
        this.faces = faces;
        this.views = views;
        this.vault = vault;
        this.trails = trails;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** A picture without a view. */
    void without(
            Asset asset, AssetState state, String reason, @Nullable String detector, Map<Integer, String> unmatched) {
        transactions.runInTenant(asset.tenant(), () -> {
            Asset current = assets.lock(asset.id()).orElseThrow();
            if (!current.state().settled()) {
                current.settle(state, reason, detector);
                events.publishEvent(new AssetSettled(asset.tenant(), asset.batch(), asset.id(), unmatched));
            }
        });
    }

    /** A picture with views. */
    void with(Asset asset, Project project, Redacted found, Map<Integer, KeyOwner> subjects, int fill) {
        TenantId tenant = asset.tenant();
        List<Made> made = new ArrayList<>();
        Set<KeyOwner> everybody = new HashSet<>();
        for (FoundFace face : found.faces()) {
            Made one = switch (face) {
                case Target target ->
                    seal(
                            asset,
                            project,
                            Objects.requireNonNull(subjects.get(target.row())),
                            target,
                            fill,
                            found.detector());
                case Bystander bystander -> new Made(Face.bystander(asset, KeyOwner.random(), bystander.score()), null);
            };
            made.add(one);
            everybody.add(one.face.owner());
        }
        vault.rewrap(
                asset.original(),
                everybody,
                trails.append(Entry.of("object.rewrap", ActorRef.system("redaction"))
                        .in(tenant)
                        .because(project.purpose().id(), project.basis().id())
                        .on(asset.original().label())
                        .about(subjects.values())
                        .with("owners", Integer.toString(everybody.size()))));
        // Before the rows, not after: whoever runs this again after a crash opens the original under its new owners.
        vault.destroy(tenant, List.of(asset.owner()));
        boolean kept = transactions.inTenant(tenant, () -> {
            Asset current = assets.lock(asset.id()).orElseThrow();
            if (current.state().settled()) {
                return false;
            }
            for (Made one : made) {
                faces.save(one.face);
                if (one.view != null) {
                    views.save(one.view);
                }
            }
            current.settle(AssetState.REDACTED, null, found.detector());
            events.publishEvent(new AssetSettled(tenant, asset.batch(), asset.id(), found.unmatched()));
            return true;
        });
        if (!kept) {
            discard(asset, project, made);
        }
    }

    /** The picture was withdrawn while it was worked on: what was made of it goes the same way. */
    private void discard(Asset asset, Project project, List<Made> made) {
        List<ObjectRef> objects = new ArrayList<>();
        for (Made one : made) {
            if (one.view != null) {
                objects.addAll(List.of(one.view.picture(), one.view.geometry()));
            }
        }
        for (int from = 0; from < objects.size(); from += MOST_OBJECTS) {
            List<ObjectRef> some = objects.subList(from, Math.min(objects.size(), from + MOST_OBJECTS));
            vault.shred(
                    some,
                    trails.append(Entry.of("object.destroy-keys", ActorRef.system("withdrawal"))
                            .in(asset.tenant())
                            .because(project.purpose().id(), project.basis().id())
                            .on(some.stream().map(ObjectRef::label).toList())
                            .with("objects", Integer.toString(some.size()))));
        }
    }

    private Made seal(Asset asset, Project project, KeyOwner subject, Target target, int fill, String detector) {
        Face face = Face.target(asset, subject, target.row(), target.score());
        ObjectRef picture = vault.seal(asset.tenant(), ObjectKind.VIEW, Set.of(subject), target.view());
        ObjectRef geometry = vault.seal(
                asset.tenant(),
                ObjectKind.SUGGESTION,
                Set.of(subject),
                ViewGeometry.of(target, fill).toJson());
        return new Made(
                face,
                new View(
                        asset,
                        face,
                        picture,
                        geometry,
                        project.viewProfile(),
                        detector,
                        target.frame().view(),
                        clock.instant()));
    }

    private record Made(Face face, @Nullable View view) {}
}
