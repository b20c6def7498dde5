/**
 * The compliance officer's pages: who saw this face, and the proof.
 *
 * <p>Every query is itself a record.
 *
 * <p>Not guaranteed: that a person who was never named to the log is found in it; what never became a record cannot be
 * shown.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "projects", "views"})
package dev.visor.gateway.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
