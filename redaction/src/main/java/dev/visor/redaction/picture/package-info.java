/**
 * What a file claims to be, read before any decoder touches it, and its pixels after.
 *
 * <p>Guarantee: a file that is not one whole, plain picture within the limits is refused with a stable reason, and no
 * decoder has run by then. Not guaranteed: that a picture's compressed data makes sense; only the decoder, inside the
 * worker, finds that out.
 */
@NullMarked
package dev.visor.redaction.picture;

import org.jspecify.annotations.NullMarked;
