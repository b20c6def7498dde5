/**
 * Batches of uploads: checked, sealed as they stream, staged until a redaction officer releases them.
 *
 * <p>Guarantee G10: what was acknowledged is kept, and a poisonous file harms only itself.
 *
 * <p>Not guaranteed: that a file's compressed data makes sense; the worker finds that out, and the picture then waits or is
 * refused alone.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "vault", "projects", "views", "findings"})
package dev.visor.gateway.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
