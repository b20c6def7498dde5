package dev.visor.gateway.line;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.gateway.views.Views;
import java.util.UUID;

/** The sealed geometry of views, opened as the gateway itself opens it: no address gives it out. */
final class StoredGeometry {

    private final Views views;
    private final Trails trails;
    private final TenantId tenant;

    StoredGeometry(Installation visor, UUID tenant) {
        this.views = visor.bean(Views.class);
        this.trails = visor.bean(Trails.class);
        this.tenant = new TenantId(tenant);
    }

    ViewGeometry of(UUID id) {
        View view = views.find(tenant, id);
        Receipt receipt = trails.append(Entry.of("object.rewrap", ActorRef.system("test"))
                .in(tenant)
                .because(Ground.OPERATION)
                .on(view.geometry().label()));
        return views.geometry(view, receipt);
    }
}
