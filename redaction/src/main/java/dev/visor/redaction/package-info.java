/**
 * Turns one picture into restricted views and carries points back into its coordinates.
 *
 * <p>Guarantees G2, G3 and G6, each in the package that holds it: {@code render} shows no pixel outside of an outline,
 * {@code geometry} carries points there and back exactly, {@code worker} keeps a hostile picture to itself. Not guaranteed:
 * that every face is found; a view does not rest on that.
 */
@NullMarked
package dev.visor.redaction;

import org.jspecify.annotations.NullMarked;
