/**
 * The way back of a database that was restored from a backup. The published log is never rolled back, the database is: it then
 * knows less than the log, and nothing may be written, because a writer would number its records anew.
 *
 * <p>Guarantee: {@link dev.visor.audit.restore.Rejoin} takes back what the log's own signed heads vouch for, whole or not at all,
 * and refuses whatever contradicts them. Afterwards the log goes on as if nothing had happened.
 *
 * <p>Not guaranteed: records that were durable in the lost database and had not reached the published log. Nobody has them any
 * more; whoever was promised one can show that it is missing.
 */
@NullMarked
package dev.visor.audit.restore;

import org.jspecify.annotations.NullMarked;
