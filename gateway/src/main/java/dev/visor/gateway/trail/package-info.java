/**
 * Binds the gateway to the audit library: one log for each tenant, one for the operator.
 *
 * <p>Guarantee G4: {@code append} returns a receipt only after the record is durable. This package takes an actor as a
 * value and knows nothing of sign-in.
 *
 * <p>A search passes over no durable record in silence: it says how many it could not look through yet. Names are found by
 * keyed index alone, and nobody who was erased is found by one.
 *
 * <p>A database that is older than its published logs is refused, and nothing is written to it, until the operator says that a backup
 * was restored: then it is rejoined with the logs before anybody is served. Whoever has to catch up with a restored database does
 * so behind {@link dev.visor.gateway.trail.TrailRejoined}, which says in which order a start goes.
 *
 * <p>Not guaranteed: that a checkpoint reaches somebody outside; until it does, whoever holds the log's keys and the
 * database together could write another history. Witnesses and a time stamping authority are asked where the operator names
 * them, and nothing waits for them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "keys")
package dev.visor.gateway.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
