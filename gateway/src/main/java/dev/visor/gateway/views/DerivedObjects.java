package dev.visor.gateway.views;

import dev.visor.gateway.vault.ObjectRef;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Where a withdrawal learns what else was sealed about a picture; whoever seals such objects provides this. */
public interface DerivedObjects {

    /**
     * The objects that stand or fall with a picture.
     *
     * @param views all views of the picture
     */
    List<ObjectRef> of(Asset asset, Collection<UUID> views);
}
