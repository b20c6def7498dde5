package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;

/**
 * A person's session at this process is over: left, timed out, or ended at the identity provider. Whoever lent something to that
 * session takes it back.
 *
 * @param person whose it was
 * @param session its label, as {@link SessionLabels#current} tells it
 */
public record SignedOut(KeyOwner person, String session) {}
