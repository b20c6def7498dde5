/**
 * Turns committed records into a published log: sequencer, tiles, heads.
 *
 * <p>Guarantee G5: tiles are a function of committed rows, and no head is published that does not extend the one before.
 * Not guaranteed: that a head reaches anybody; that is what witnesses are for.
 */
@NullMarked
package dev.visor.audit.log;

import org.jspecify.annotations.NullMarked;
