/**
 * The trail: an append-only log whose every record can be proved offline.
 *
 * <p>Guarantee G4: {@link dev.visor.audit.Trail#append} returns a receipt only after the record is durably committed, and
 * nothing else makes one. When it is not certain that the record is durable, the writer stops. Not guaranteed: that what is
 * recorded is then done; that is what outcome records are for.
 */
@NullMarked
package dev.visor.audit;

import org.jspecify.annotations.NullMarked;
