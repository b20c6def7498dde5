/**
 * What a coder says of a face beside its points: action units, the expression, face attributes.
 *
 * <p>Guarantee G1: these are biometric data, so they are values that rest in the sealed sheet with the points and nowhere else, and
 * that print as nothing.
 *
 * <p>Not guaranteed: that a code is right. Where the table that a project names reads another expression from the action units than
 * the coder named, that is a {@link Disagreement}, which never keeps anybody from handing in.
 */
@NullMarked
@NamedInterface("codes")
package dev.visor.gateway.landmarks.codes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
