package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Shredder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Destroys the keys of a picture's sealed objects that nobody may open any more. */
@Component
class LooseObjects {

    private final ViewRepository views;
    private final Shredder shredder;
    private final TenantTransactions transactions;

    LooseObjects(ViewRepository views, Shredder shredder, TenantTransactions transactions) {
        this.views = views;
        this.shredder = shredder;
        this.transactions = transactions;
    }

    /** What was sealed for views and has no row, even where it is not known whether a commit went through. */
    void discard(Asset asset, Project project, Collection<ObjectRef> sealed) {
        List<ObjectRef> loose = new ArrayList<>(sealed);
        transactions
                .inTenant(asset.tenant(), () -> views.findByAssetInOrderByCreated(List.of(asset.id())))
                .forEach(view -> loose.removeAll(List.of(view.picture(), view.geometry())));
        destroy(asset, project, loose);
    }

    /** The same after a failure, which stays the one that is told; what is left is swept up later. */
    void discard(Asset asset, Project project, Collection<ObjectRef> sealed, RuntimeException failure) {
        try {
            discard(asset, project, sealed);
        } catch (RuntimeException again) {
            // The sweep for objects that no row names comes after.
            failure.addSuppressed(again);
        }
    }

    /** These, whatever names them. */
    void destroy(Asset asset, Project project, Collection<ObjectRef> objects) {
        shredder.shred(
                asset.tenant(),
                objects,
                () -> Entry.of("object.destroy-keys", ActorRef.system("redaction"))
                        .in(asset.tenant())
                        .because(project.purpose().id(), project.basis().id())
                        .on(asset.label()));
    }
}
