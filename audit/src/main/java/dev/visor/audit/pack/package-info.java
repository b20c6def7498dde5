/**
 * Packs: some records of a log, with all that is needed to prove each of them, to be handed to somebody who has neither the log
 * nor Visor.
 *
 * <p>Not guaranteed: that no other record of the log would fit the question. That needs the whole log, and a pack says so.
 */
@NullMarked
package dev.visor.audit.pack;

import org.jspecify.annotations.NullMarked;
