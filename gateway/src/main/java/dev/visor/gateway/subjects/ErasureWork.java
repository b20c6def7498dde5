package dev.visor.gateway.subjects;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.landmarks.Recusals;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.TrailSearch;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Shredder;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.AssetState;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.Claims;
import dev.visor.gateway.views.GroupPictures;
import dev.visor.gateway.views.Releases;
import dev.visor.gateway.views.SeenPictures;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Carries an erasure out: nobody is shown the person any more; the person is taken out of pictures that show others, too;
 * the key of each object that needs the person's is destroyed under a record that names it; then the person's own keys, in
 * every domain; then what finds the person.
 *
 * <p>Each step can be done again, so it goes on after a crash anywhere. Until the person's own keys are gone, more can be
 * sealed under them; they go last, so that nothing is left that a record does not name but what came in that moment, which
 * is unreadable, too.
 */
@Component
class ErasureWork {

    private static final ActorRef ACTOR = ActorRef.system("erasure");

    private final ErasureTable table;
    private final ReassignmentWork reassignments;
    private final ErasedBackups backups;
    private final Projects projects;
    private final Subjects subjects;
    private final Assets assets;
    private final Claims claims;
    private final Releases releases;
    private final Recusals recusals;
    private final SeenPictures seen;
    private final GroupPictures pictures;
    private final Vault vault;
    private final Shredder shredder;
    private final Trails trails;
    private final TrailSearch search;
    private final Clock clock;

    ErasureWork(
            ErasureTable table,
            ReassignmentWork reassignments,
            ErasedBackups backups,
            Projects projects,
            Subjects subjects,
            Assets assets,
            Claims claims,
            Releases releases,
            Recusals recusals,
            SeenPictures seen,
            GroupPictures pictures,
            Vault vault,
            Shredder shredder,
            Trails trails,
            TrailSearch search,
            Clock clock) {
        this.table = table;
        this.reassignments = reassignments;
        this.backups = backups;
        this.projects = projects;
        this.subjects = subjects;
        this.assets = assets;
        this.claims = claims;
        this.releases = releases;
        this.recusals = recusals;
        this.seen = seen;
        this.pictures = pictures;
        this.vault = vault;
        this.shredder = shredder;
        this.trails = trails;
        this.search = search;
        this.clock = clock;
    }

    void run(TenantId tenant, UUID id) {
        Erasure erasure = table.find(tenant, id).orElseThrow();
        if (erasure.unreadable() != null) {
            return;
        }
        KeyOwner person = erasure.subject();
        reassignments.finishBefore(tenant, erasure.number());
        releases.endOf(tenant, person);
        seen.forget(tenant, person);
        recusals.forget(tenant, person);
        for (UUID picture : claims.pictures(tenant, person)) {
            takeOut(erasure, assets.find(tenant, picture));
        }
        Receipt intent = trails.append(entry("subject.destroy-keys", erasure).about(person));
        shredder.shred(
                tenant,
                vault.ownedBy(tenant, person),
                () -> entry("object.destroy-keys", erasure),
                (receipt, objects) -> table.recorded(
                        erasure,
                        receipt.record(),
                        objects.stream().map(ObjectRef::label).toList()));
        backups.destroyAndAsk(erasure, () -> vault.destroy(tenant, List.of(person)));
        subjects.forget(tenant, person);
        search.forget(tenant, person);
        Erasure counted = table.find(tenant, id).orElseThrow();
        Receipt done = trails.outcome(
                intent,
                entry("subject.erased", erasure)
                        .with("objects", Integer.toString(counted.objects()))
                        .with("blanked", Integer.toString(counted.blanked()))
                        .with("destroyed", Integer.toString(counted.destroyed())));
        table.done(erasure, clock.instant(), done.record());
    }

    /** Pictures that show nobody else need nothing: their keys go with the person's. */
    private void takeOut(Erasure erasure, Asset asset) {
        if (asset.state() == AssetState.WITHDRAWN) {
            return; // nobody's any more
        }
        Set<KeyOwner> others = new HashSet<>(claims.persons(erasure.tenant(), asset.id()));
        others.remove(erasure.subject());
        others.removeIf(other -> table.of(erasure.tenant(), other).isPresent());
        if (others.isEmpty()) {
            return;
        }
        Project project = projects.find(erasure.tenant(), asset.project());
        boolean blanked = erasure.blanking()
                && asset.state().settled()
                && pictures.takeOut(asset, project, erasure.subject()).isEmpty();
        table.picture(erasure, asset.label(), blanked);
    }

    private static Entry entry(String action, Erasure erasure) {
        return Entry.of(action, ACTOR)
                .in(erasure.tenant())
                .because(Ground.ERASURE)
                .on(erasure.label())
                .with("erasure", erasure.id().toString());
    }
}
