/**
 * One bounded request to somebody outside: a witness or a time stamping authority.
 *
 * <p>Guarantee G10: whoever answers slowly, endlessly or not at all costs the caller no more than the stated time and bytes.
 * Nothing that an answer holds is believed here.
 */
@NullMarked
package dev.visor.audit.net;

import org.jspecify.annotations.NullMarked;
