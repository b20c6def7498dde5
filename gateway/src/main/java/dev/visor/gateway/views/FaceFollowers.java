package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectRef;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is a person's because of a face, beside the face's own views; whoever keeps such things provides this. */
public interface FaceFollowers {

    /**
     * Changes the rows that name the person, inside the running transaction of the tenant and behind the locks of batch,
     * picture and face. Where that was done before it does nothing.
     *
     * @param views every view of the face, dead ones too
     */
    void assign(FaceMove move, Collection<UUID> views);

    /**
     * The sealed objects that follow the face, and whose keys each is to need: once the rows were changed.
     *
     * @param views every view of the face, dead ones too
     */
    Map<ObjectRef, Set<KeyOwner>> objects(FaceMove move, Collection<UUID> views);
}
