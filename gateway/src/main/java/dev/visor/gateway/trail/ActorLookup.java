package dev.visor.gateway.trail;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import org.jspecify.annotations.Nullable;

/** Whoever acts, as a log knows them. Whoever calls this appends a record of the question first: this interface does not. */
public interface ActorLookup {

    /**
     * An actor.
     *
     * @param label what the actor's records stand under
     * @param name as the newest of them says it, opened; null where there is none, or the actor's keys were destroyed
     */
    record Seen(String label, @Nullable String name) {

        @Override
        public String toString() {
            return "Seen[" + label + "]";
        }
    }

    /** What a tenant's log knows of whoever has these keys. */
    Seen seen(TenantId tenant, KeyOwner actor);
}
