/**
 * Finds faces, for two purposes: to show one that was asked for, and to hide all others.
 *
 * <p>Guarantee: none; a detector misses faces. That is why a view starts from the outline of the face that may be seen
 * and not from the faces that were found: what nobody finds outside of the outline is hidden all the same.
 */
@NullMarked
package dev.visor.redaction.detect;

import org.jspecify.annotations.NullMarked;
