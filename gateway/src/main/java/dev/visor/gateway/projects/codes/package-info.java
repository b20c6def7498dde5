/**
 * What can be said of a face beside its points: the catalogue of action units, the tables that lead from them to expressions, and
 * the attributes. Files that come with the program, which it checks when it starts.
 *
 * <p>Guarantee G9: expressions are asked for by no project that does not declare to infer emotions.
 *
 * <p>Not guaranteed: that a table is right about what somebody feels. It says which movements go with which word, after a
 * publication that it names.
 */
@NullMarked
@NamedInterface("codes")
package dev.visor.gateway.projects.codes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
