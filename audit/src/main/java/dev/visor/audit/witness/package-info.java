/**
 * Witnesses: parties outside who sign that a log only grows (C2SP tlog-witness, tlog-cosignature, tlog-policy). Both sides
 * are here: what asks them, and a small witness for whoever wants to be one.
 *
 * <p>Guarantee G5: a log that was rolled back or forked gets no cosignature from a witness that saw it before, whatever
 * happens to the witness's process in between. A promise that a witness said it took is kept, once, for whoever holds the log
 * to it, and nobody but the log's own keys can make it keep anything. Not guaranteed: that a witness knows what the records say; and a witness
 * whose state was lost knows nothing of before.
 *
 * <p>Nothing here is waited for by whoever writes, sequences or shows.
 */
@NullMarked
package dev.visor.audit.witness;

import org.jspecify.annotations.NullMarked;
