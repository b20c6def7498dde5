/**
 * Draws a view: the pixels inside an outline, and one constant everywhere else.
 *
 * <p>Guarantees G2 and G3: no pixel outside of the mask adds to any pixel of the view, not even through a filter; given
 * the same geometry, the bytes are a function of the pixels inside. Not guaranteed: that the geometry is right.
 */
@NullMarked
package dev.visor.redaction.render;

import org.jspecify.annotations.NullMarked;
