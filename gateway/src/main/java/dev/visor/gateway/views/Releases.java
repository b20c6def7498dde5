package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Lets views go to the annotators, or ends them. */
@Service
public class Releases {

    private final AssetRepository assets;
    private final FaceRepository faces;
    private final ViewRepository views;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<DerivedObjects> derived;

    Releases(
            AssetRepository assets,
            FaceRepository faces,
            ViewRepository views,
            Vault vault,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            ObjectProvider<DerivedObjects> derived) {
        this.assets = assets;
        this.faces = faces;
        this.views = views;
        this.vault = vault;
        this.transactions = transactions;
        this.events = events;
        this.derived = derived;
    }

    /** Releases the staged views of these pictures, inside the running transaction of the tenant. */
    public int release(TenantId tenant, Collection<UUID> pictures) {
        return transactions.inTenant(tenant, () -> {
            int released = 0;
            for (View view : views.findByAssetInOrderByCreated(pictures)) {
                if (view.state() == ViewState.STAGED) {
                    view.become(ViewState.RELEASED);
                    views.save(view);
                    events.publishEvent(new ViewReleased(tenant, view.project(), view.id()));
                    released++;
                }
            }
            return released;
        });
    }

    /** Ends the views of these pictures, inside the running transaction of the tenant: nobody is shown them from here on. */
    public void end(TenantId tenant, Collection<UUID> pictures) {
        transactions.runInTenant(tenant, () -> {
            Set<UUID> dead = new HashSet<>();
            for (View view : views.findByAssetInOrderByCreated(pictures)) {
                view.become(ViewState.DEAD);
                views.save(view);
                dead.add(view.id());
            }
            events.publishEvent(new ViewsDied(tenant, dead));
        });
    }

    /** Ends every view of a person: nobody is shown them from here on. */
    public void endOf(TenantId tenant, KeyOwner subject) {
        transactions.runInTenant(tenant, () -> {
            Set<UUID> shown =
                    faces.findBySubject(subject.value()).stream().map(Face::id).collect(Collectors.toSet());
            Set<UUID> dead = new HashSet<>();
            for (View view : views.findByFaceIn(shown)) {
                if (view.state() != ViewState.DEAD) {
                    view.become(ViewState.DEAD);
                    views.save(view);
                    dead.add(view.id());
                }
            }
            events.publishEvent(new ViewsDied(tenant, dead));
        });
    }

    /** The sealed objects that stand or fall with a picture: what it was, what is shown of it, what was said about it. */
    public List<ObjectRef> objects(Asset asset) {
        return transactions.inTenant(asset.tenant(), () -> {
            List<ObjectRef> objects = new ArrayList<>(List.of(asset.original()));
            List<View> made = views.findByAssetInOrderByCreated(List.of(asset.id()));
            made.forEach(view -> objects.addAll(List.of(view.picture(), view.geometry())));
            List<UUID> ids = made.stream().map(View::id).toList();
            derived.forEach(source -> objects.addAll(source.of(asset, ids)));
            return objects;
        });
    }

    /** Writes down that the keys of a picture are destroyed, whatever happened to it since it was read. */
    public void withdrawn(Asset asset) {
        vault.destroy(asset.tenant(), List.of(asset.owner()));
        transactions.runInTenant(asset.tenant(), () -> {
            Asset current = assets.lock(asset.id()).orElseThrow();
            current.settle(AssetState.WITHDRAWN, "withdrawn", current.detector());
            assets.save(current);
        });
    }
}
