package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.TenantId;

/**
 * Everything that a sealed object's header says about it. Whoever refers to an object names the generation that he sealed; the
 * vault knows in which body it rests meanwhile.
 *
 * @param generation counted from 1; other content in the same object's place has the next one
 */
public record ObjectRef(TenantId tenant, ObjectId id, ObjectKind kind, int generation) {

    public ObjectRef {
        if (generation < 1) {
            throw new IllegalArgumentException("An object's generation is counted from 1, not " + generation);
        }
    }

    /** The domain whose keys open it. */
    public Domain domain() {
        return kind.domain();
    }

    /** The same object's body of another generation. */
    ObjectRef at(int other) {
        return new ObjectRef(tenant, id, kind, other);
    }

    /** What a receipt must cover before this object opens. */
    public ObjectLabel label() {
        return ObjectLabel.of(kind.name().toLowerCase(java.util.Locale.ROOT), id.value());
    }
}
