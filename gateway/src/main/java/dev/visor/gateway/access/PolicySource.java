package dev.visor.gateway.access;

import dev.visor.policies.Policies;

/** Says by which rules is decided now. Another answer from one call to the next: two administrators may change them. */
public interface PolicySource {

    /**
     * The rules in force.
     *
     * @throws IllegalStateException if none could be loaded: nothing is decided then
     */
    Policies inForce();
}
