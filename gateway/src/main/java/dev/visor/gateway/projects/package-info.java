/**
 * Projects: purpose, legal basis, landmark schema, view profile, retention; subjects and their consent.
 *
 * <p>A project's purpose and legal basis are fixed when it is made: every later access quotes them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "vault"})
package dev.visor.gateway.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
