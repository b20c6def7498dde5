/**
 * Checks where the points of an annotation lie, while somebody works and before any review.
 *
 * <p>Guarantee: the same points give the same findings, and a finding holds no coordinates. Points that were not placed count
 * for nothing.
 *
 * <p>Not guaranteed: that a point without a finding is right, nor that one with a finding is wrong. An average head and what
 * is known of how faces differ say which places are likely; they have not seen the picture. Gross errors are found, small
 * ones are not.
 */
@NullMarked
package dev.visor.gateway.landmarks.geometry;

import org.jspecify.annotations.NullMarked;
