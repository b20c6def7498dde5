/**
 * Time stamps of RFC 3161 over signed checkpoints: somebody outside signs that a checkpoint existed at a time.
 *
 * <p>Guarantee G5: a token counts only over exactly the bytes of its checkpoint, under a certificate that was made for time
 * stamping, was valid at the stated time and leads to a trusted one. Not guaranteed: that the certificate had not been
 * revoked, which cannot be known offline; and that no later checkpoint existed.
 */
@NullMarked
package dev.visor.audit.timestamp;

import org.jspecify.annotations.NullMarked;
