/**
 * Decides who may see what, why, and for how long.
 */
@NullMarked
package dev.visor.policies;

import org.jspecify.annotations.NullMarked;
