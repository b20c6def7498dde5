/**
 * How long entries are kept. A log is one tree and never shortened; when a year is over it commits to the leaf at which that year
 * ended, and whole years are removed from its beginning, unless a legal hold is in force.
 */
@NullMarked
package dev.visor.audit.retention;

import org.jspecify.annotations.NullMarked;
