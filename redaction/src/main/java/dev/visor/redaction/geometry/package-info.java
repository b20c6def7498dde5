/**
 * Points, boxes and the transform between a view and its original.
 *
 * <p>Guarantee G6: {@code view -> original -> view} is the identity to 1e-9 px. One internal form everywhere:
 * continuous doubles whose origin is the <em>corner</em> of the top-left pixel, so that pixel {@code i} spans
 * {@code [i, i+1)} and its centre is {@code i + 0.5}. Formats that count otherwise (COCO, .pts) convert at their own
 * border.
 *
 * <p>Not here: lens distortion, or any transform that is not a similarity with an optional mirror image.
 */
@NullMarked
package dev.visor.redaction.geometry;

import org.jspecify.annotations.NullMarked;
