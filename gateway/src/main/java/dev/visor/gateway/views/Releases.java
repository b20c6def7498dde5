package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Lets views go to the annotators, or ends them. */
@Service
public class Releases {

    private final AssetRepository assets;
    private final ViewRepository views;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;

    Releases(
            AssetRepository assets,
            ViewRepository views,
            Vault vault,
            TenantTransactions transactions,
            ApplicationEventPublisher events) {
        this.assets = assets;
        this.views = views;
        this.vault = vault;
        this.transactions = transactions;
        this.events = events;
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

    /** The sealed objects that stand or fall with a picture. */
    public List<ObjectRef> objects(Asset asset) {
        List<ObjectRef> objects = new ArrayList<>(List.of(asset.original()));
        transactions
                .inTenant(asset.tenant(), () -> views.findByAssetInOrderByCreated(List.of(asset.id())))
                .forEach(view -> objects.addAll(List.of(view.picture(), view.geometry())));
        return objects;
    }

    /**
     * Destroys the keys of a picture and its views, then writes down that it is done; doing it twice does no harm.
     *
     * @param receipt names every object of {@link #objects}
     */
    public void destroy(Asset asset, Receipt receipt) {
        vault.shred(objects(asset), receipt);
        transactions.runInTenant(asset.tenant(), () -> {
            asset.settle(AssetState.WITHDRAWN, "withdrawn", asset.detector());
            assets.save(asset);
        });
    }
}
