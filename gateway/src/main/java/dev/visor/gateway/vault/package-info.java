/**
 * Sealed objects: written once, opened only under a receipt, made unreadable by destroying their keys.
 *
 * <p>Guarantees G1 and G10: no plaintext byte rests in a store, and what was acknowledged is on disk. Not guaranteed:
 * secrecy of an object's size and time of writing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access"})
package dev.visor.gateway.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
