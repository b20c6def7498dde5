/**
 * The neural networks that the workers run, each known by its SHA-256.
 *
 * <p>Guarantee: no model is loaded whose bytes are not the ones named here.
 */
@NullMarked
package dev.visor.redaction.models;

import org.jspecify.annotations.NullMarked;
