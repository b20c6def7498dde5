/**
 * Checks a log's folder without a network, a database or trust in whoever runs Visor.
 *
 * <p>Guarantee G5: a record that was altered, dropped, reordered or cut off, and a log that was forked or rolled back below
 * a checkpoint that the verifier holds, is found. Not found: what never entered the log.
 */
@NullMarked
package dev.visor.audit.verify;

import org.jspecify.annotations.NullMarked;
