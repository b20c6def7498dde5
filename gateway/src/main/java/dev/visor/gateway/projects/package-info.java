/**
 * Projects: purpose, legal basis, landmark schema, guideline, view profile, retention; subjects and their consent.
 *
 * <p>A project's purpose and legal basis are fixed when it is made: every later access quotes them.
 *
 * <p>Not guaranteed: that a consent which a client declares was given; its state is the client's word.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "vault"})
package dev.visor.gateway.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
