/**
 * Finds records by what their leaves say in the clear, and by keyed labels. The rows are made from committed records and can
 * be dropped and made again at any time.
 *
 * <p>Guarantee: a search never passes over a durable record in silence; what is not in the index yet is counted.
 *
 * <p>Not guaranteed: that the rows agree with the leaves where somebody alters the database. Whoever needs certainty checks
 * the found record's proof, or the whole log with {@code visor-audit}.
 */
@NullMarked
package dev.visor.audit.search;

import org.jspecify.annotations.NullMarked;
