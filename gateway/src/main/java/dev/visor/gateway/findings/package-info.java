/**
 * Problems of any kind: severity, sentence, evidence, owner, state, due date; and the rules that look for them in the trail.
 *
 * <p>A finding is never an exception: it is an object that waits for a person. Its opening, its verdict and each reading are
 * records, and a rule stands in the log with its version and parameters before it finds anything. The same records always
 * give the same findings.
 *
 * <p>Not guaranteed: that every problem becomes one. A feature opens what it notices, and whoever stays below a rule's
 * numbers is not found by it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "vault"})
package dev.visor.gateway.findings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
