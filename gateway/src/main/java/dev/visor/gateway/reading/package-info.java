/**
 * The compliance officer's pages: who saw this face, search over the whole log, exports of what it finds, and the proof.
 *
 * <p>Every query is itself a record, each page and each export of a search included, before its rows are read. A search says
 * how many durable records it could not look through yet; an export with holes is refused.
 *
 * <p>Not guaranteed: that a person who was never named to the log is found in it; what never became a record cannot be
 * shown.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access", "projects", "views"})
package dev.visor.gateway.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
