/**
 * The records: about ten sealed shapes, one closed catalogue of actions, leaf v1.
 *
 * <p>Guarantee G9: an event without actor, role, purpose or legal basis cannot be built. Personal fields enter only as
 * ciphertexts. Not guaranteed: that whoever appends tells the truth.
 */
@NullMarked
package dev.visor.audit.record;

import org.jspecify.annotations.NullMarked;
