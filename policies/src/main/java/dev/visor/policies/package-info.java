/**
 * Decides who may see what, why, and for how long.
 *
 * <p>Guarantee G9: an act is allowed only where a policy says so and every fact that the policies ask for was given and
 * fits. A fact that is not known is left out, and a fact that is left out denies. An error while deciding denies.
 *
 * <p>Not guaranteed: that the facts are true. They are the caller's to establish, from the database and the verified token,
 * never from what the browser says. Nothing is recorded here either; the caller writes the decision to the trail before it
 * acts on it.
 *
 * <p>The policies themselves are Cedar files beside these classes, one rule each, with the sentence that explains it. A
 * decision names the rules that made it and the hash of the whole set.
 */
@NullMarked
package dev.visor.policies;

import org.jspecify.annotations.NullMarked;
