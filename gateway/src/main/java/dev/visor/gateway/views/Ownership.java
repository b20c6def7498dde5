package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.Vault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gives an original to everybody on it: erasing any one of them makes it unreadable (G8). */
@Component
class Ownership {

    private final Vault vault;
    private final Trails trails;

    Ownership(Vault vault, Trails trails) {
        this.vault = vault;
        this.trails = trails;
    }

    /**
     * Wraps the original under these owners and destroys the provisional one. Before the rows that say so, not after:
     * whoever runs this again after a crash opens the original under its new owners, whereas a key left over after the rows
     * would be left for ever.
     *
     * @param claimed everybody who is claimed to be on the picture, with a view or without
     * @param bystanders the provisional owners of the faces that nobody claimed
     * @throws dev.visor.gateway.keys.KeyDestroyedException if one of the claimed was erased, or the original withdrawn
     */
    void settle(Asset asset, Project project, Set<KeyOwner> claimed, Set<KeyOwner> bystanders) {
        Set<KeyOwner> everybody = new HashSet<>(claimed);
        everybody.addAll(bystanders);
        vault.rewrap(
                asset.original(),
                everybody,
                trails.append(Entry.of("object.rewrap", ActorRef.system("redaction"))
                        .in(asset.tenant())
                        .because(project.purpose().id(), project.basis().id())
                        .on(asset.original().label())
                        .about(claimed)
                        .with("project", project.id().toString())
                        .with("owners", Integer.toString(everybody.size()))));
        forget(asset);
    }

    /** Destroys the provisional owner alone, where the original cannot be opened any more to be wrapped anew. */
    void forget(Asset asset) {
        vault.destroy(asset.tenant(), List.of(asset.owner()));
    }
}
