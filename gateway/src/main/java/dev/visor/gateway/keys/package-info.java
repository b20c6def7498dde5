/**
 * Custodians, domains, epochs and subject keys.
 *
 * <p>Guarantee G7: a role unwraps only the domains whose root credential it was started with; whoever holds the disk and
 * the database, but no root credential, opens nothing. Not guaranteed here: anything about a key after it was handed out.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.visor.gateway.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
