/**
 * Custodians, domains, epochs and subject keys.
 *
 * <p>Guarantee G7: a role unwraps only the domains whose root credential it was started with; whoever holds the disk and
 * the database, but no root credential, opens nothing. Destroying a subject key makes all that was wrapped under it
 * unreadable here; restored backups follow when the epoch key is destroyed at the custodian.
 *
 * <p>Not guaranteed here: anything about a key after it was handed out; anything against someone who runs code in a process
 * that holds the credential; and that the database's own log forgets a wrapped key before its epoch key is gone.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.visor.gateway.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
