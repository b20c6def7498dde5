package dev.visor.gateway.trail;

import dev.visor.audit.Receipt;

/** The door to the trail: one log for each tenant and one for the operator. */
public interface Trails {

    /**
     * Makes the record durable, then returns. It commits on its own connection: a caller's transaction neither delays nor
     * undoes it.
     *
     * @throws dev.visor.audit.TrailUnavailableException if it is not certain that the record is durable; then nothing may
     *     be done
     * @throws IllegalArgumentException if the catalogue has no such action, or a fact does not fit its schema
     */
    Receipt append(Entry entry);

    /**
     * Records how an intended act ended.
     *
     * @param outcome {@code done}, {@code sent}, {@code aborted} or {@code failed}; its actor is the intent's, in the role
     *     that the receipt names
     * @throws IllegalArgumentException if somebody else tells it, or the same person in another role
     */
    Receipt outcome(Receipt intent, Entry outcome);
}
