/**
 * Binds the gateway to the audit library: one log for each tenant, one for the operator.
 *
 * <p>Guarantee G4: {@code append} returns a receipt only after the record is durable. This package takes an actor as a
 * value and knows nothing of sign-in.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "keys")
package dev.visor.gateway.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
