/**
 * Fits 468 points to a found face: from them come the outline that may be seen and the points that an annotator starts
 * from.
 *
 * <p>Guarantee: the same pixels give the same points. Not guaranteed: that the points are right; what surrounds the face
 * moves them by some pixels, so an outline is decided once and kept with its view. A suggestion's deviations and a head's
 * pose are estimates that say where to look first.
 */
@NullMarked
package dev.visor.redaction.mesh;

import org.jspecify.annotations.NullMarked;
