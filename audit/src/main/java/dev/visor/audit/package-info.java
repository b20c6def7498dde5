/**
 * The trail: an append-only log whose every record can be proved offline.
 */
@NullMarked
package dev.visor.audit;

import org.jspecify.annotations.NullMarked;
