/**
 * The report of everything that a log holds about one person, as a document that proves itself.
 *
 * <p>Guarantee: given the person's tag key, no record in the log that names this person is missing from the report. Not
 * guaranteed: that an operator who writes a record about the person under another's name, or under nobody's, is caught.
 */
@NullMarked
package dev.visor.audit.report;

import org.jspecify.annotations.NullMarked;
