/**
 * Problems of any kind: severity, sentence, evidence, owner, state.
 *
 * <p>A finding is never an exception: it is an object that waits for a person.
 *
 * <p>Not guaranteed: that every problem becomes one; a feature opens what it notices.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access"})
package dev.visor.gateway.findings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
