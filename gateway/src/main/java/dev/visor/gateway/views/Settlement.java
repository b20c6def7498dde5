package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectMissingException;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.redaction.worker.FoundFace;
import dev.visor.redaction.worker.FoundFace.Bystander;
import dev.visor.redaction.worker.FoundFace.Target;
import dev.visor.redaction.worker.Redacted;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Writes down what became of a picture: views sealed under their subjects, the original re-wrapped under everybody on it,
 * and last, in one transaction and under the lock of its batch, the rows that make it so.
 */
@Service
class Settlement {

    private final AssetRepository assets;
    private final FaceRepository faces;
    private final ViewRepository views;
    private final Vault vault;
    private final Ownership ownership;
    private final LooseObjects loose;
    private final BatchHold batches;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settlement(
            AssetRepository assets,
            FaceRepository faces,
            ViewRepository views,
            Vault vault,
            Ownership ownership,
            LooseObjects loose,
            BatchHold batches,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.assets = assets;
        this.faces = faces;
        this.views = views;
        this.vault = vault;
        this.ownership = ownership;
        this.loose = loose;
        this.batches = batches;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** Whether the picture is still to be looked at: it was not settled, and its batch was not withdrawn. */
    boolean open(Asset asset) {
        return transactions.inTenant(asset.tenant(), () -> current(asset) != null);
    }

    /** Counts one more attempt at a picture; durable on return, so that one which takes the process along counts, too. */
    int attempt(Asset asset) {
        return transactions.inTenant(
                asset.tenant(), () -> assets.lock(asset.id()).orElseThrow().attempt());
    }

    /**
     * A picture without a view.
     *
     * @return false if it was settled or withdrawn meanwhile
     */
    boolean without(
            Asset asset,
            Project project,
            Set<KeyOwner> claimed,
            AssetState state,
            String reason,
            @Nullable String detector,
            Map<Integer, String> unmatched) {
        try {
            ownership.settle(asset, project, claimed, Set.of());
        } catch (KeyDestroyedException | KeyAlteredException | ObjectMissingException e) {
            // Nothing opens it any more; what is left is to say so.
            ownership.forget(asset);
        }
        return transactions.inTenant(asset.tenant(), () -> {
            Asset current = current(asset);
            if (current == null) {
                return false;
            }
            current.settle(state, reason, detector);
            events.publishEvent(new AssetSettled(asset.tenant(), asset.batch(), asset.id(), unmatched));
            return true;
        });
    }

    /** A picture with views. Whatever keeps the rows from being written takes the views along. */
    void with(Asset asset, Project project, Redacted found, Map<Integer, KeyOwner> subjects, int fill) {
        List<ObjectRef> sealed = new ArrayList<>();
        try {
            List<Made> made = make(asset, project, found, subjects, fill, sealed);
            Set<KeyOwner> bystanders = made.stream()
                    .filter(one -> one.view == null)
                    .map(one -> one.face.owner())
                    .collect(Collectors.toSet());
            ownership.settle(asset, project, Set.copyOf(subjects.values()), bystanders);
            if (!keep(asset, found, made)) {
                loose.discard(asset, project, sealed);
            }
        } catch (RuntimeException failure) {
            loose.discard(asset, project, sealed, failure);
            throw failure;
        }
    }

    private List<Made> make(
            Asset asset,
            Project project,
            Redacted found,
            Map<Integer, KeyOwner> subjects,
            int fill,
            List<ObjectRef> sealed) {
        List<Made> made = new ArrayList<>();
        for (FoundFace face : found.faces()) {
            made.add(
                    switch (face) {
                        case Target target -> {
                            KeyOwner subject = Objects.requireNonNull(subjects.get(target.row()));
                            yield seal(asset, project, subject, target, fill, found.detector(), sealed);
                        }
                        case Bystander bystander ->
                            new Made(Face.bystander(asset, KeyOwner.random(), bystander.score()), null);
                    });
        }
        return made;
    }

    private boolean keep(Asset asset, Redacted found, List<Made> made) {
        return transactions.inTenant(asset.tenant(), () -> {
            Asset current = current(asset);
            if (current == null) {
                return false;
            }
            for (Made one : made) {
                faces.save(one.face);
                if (one.view != null) {
                    views.save(one.view);
                }
            }
            current.settle(AssetState.REDACTED, null, found.detector());
            events.publishEvent(new AssetSettled(asset.tenant(), asset.batch(), asset.id(), found.unmatched()));
            return true;
        });
    }

    /** The picture as it stands, locked after its batch; null where nothing may be written about it any more. */
    private @Nullable Asset current(Asset asset) {
        if (!batches.hold(asset.tenant(), asset.batch())) {
            return null;
        }
        Asset current = assets.lock(asset.id()).orElseThrow();
        return current.state().settled() ? null : current;
    }

    private Made seal(
            Asset asset,
            Project project,
            KeyOwner subject,
            Target target,
            int fill,
            String detector,
            List<ObjectRef> sealed) {
        Face face = Face.target(asset, subject, target.row(), target.score());
        ObjectRef picture = vault.seal(asset.tenant(), ObjectKind.VIEW, Set.of(subject), target.view());
        sealed.add(picture);
        ObjectRef geometry = vault.seal(
                asset.tenant(),
                ObjectKind.SUGGESTION,
                Set.of(subject),
                ViewGeometry.of(target, fill, project.schema()).toJson());
        sealed.add(geometry);
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
