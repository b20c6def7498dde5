/**
 * Parts a person from what is behind them, for views that show more than a face.
 *
 * <p>Guarantee: an outline only gets smaller, and the face keeps all that the profile gives it. Not guaranteed: that the
 * silhouette is right, or that it parts a person from another one; where it loses the face, it is not used.
 */
@NullMarked
package dev.visor.redaction.silhouette;

import org.jspecify.annotations.NullMarked;
