/**
 * How many records a log holds about each person, committed to without telling anybody who or how many.
 *
 * <p>Guarantee: whoever has a person's tag key can show, from a map that a log committed to, how many records about the
 * person the log's first leaves hold. Not guaranteed by the map alone: that the operator counted right; whoever can read the
 * log's entries finds out by looking for the next tag.
 */
@NullMarked
package dev.visor.audit.counts;

import org.jspecify.annotations.NullMarked;
