/**
 * Turns one picture into restricted views and carries points back into its coordinates.
 */
@NullMarked
package dev.visor.redaction;

import org.jspecify.annotations.NullMarked;
