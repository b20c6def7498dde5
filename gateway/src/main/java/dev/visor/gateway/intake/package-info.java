/**
 * Batches of uploads: checked, sealed as they stream, staged until a redaction officer releases them.
 *
 * <p>Guarantee G10: what was acknowledged is kept, and a poisonous file harms only itself.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "vault", "projects", "views", "findings"})
package dev.visor.gateway.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
