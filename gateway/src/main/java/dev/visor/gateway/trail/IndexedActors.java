package dev.visor.gateway.trail;

import dev.visor.audit.search.Place;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ActorLookup} on the search index. */
final class IndexedActors implements ActorLookup {

    private final TrailSearch search;
    private final PersonalFields fields;

    IndexedActors(TrailSearch search, PersonalFields fields) {
        this.search = search;
        this.fields = fields;
    }

    @Override
    public Seen seen(TenantId tenant, KeyOwner actor) {
        String label = fields.actorLabel(Scope.keys(tenant), actor);
        return new Seen(label, name(tenant, label));
    }

    private @Nullable String name(TenantId tenant, String label) {
        TrailFilter by = new TrailFilter(List.of(label), null, null, null, null, null, null, null, null);
        Place newest = search.standing(tenant, by).top();
        return newest == null
                ? null
                : search.from(tenant, by, newest, 1, true).stream()
                        .findFirst()
                        .map(TrailRecord::actorName)
                        .orElse(null);
    }
}
