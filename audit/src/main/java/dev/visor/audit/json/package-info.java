/**
 * Canonical JSON (RFC 8785) for records without fractions: one writer, one single-pass reader.
 *
 * <p>Guarantee: a value has exactly one sequence of bytes, and the reader refuses every other. Not supported, on purpose:
 * fractions and exponents, so that no two implementations can disagree about a number.
 */
@NullMarked
package dev.visor.audit.json;

import org.jspecify.annotations.NullMarked;
