/**
 * Assets, faces and the restricted views that annotators see.
 *
 * <p>Guarantees G2, G3 and G4: a view shows the assigned face and nothing else, and its bytes leave only after the record
 * of showing it is durable.
 *
 * <p>Not guaranteed: that the outline is drawn around the right person; that is what the redaction officer looks for
 * before a release. Nor what somebody does with a face once it is on their screen.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "vault", "projects", "findings"})
package dev.visor.gateway.views;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
