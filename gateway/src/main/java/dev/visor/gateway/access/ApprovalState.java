package dev.visor.gateway.access;

import java.util.Locale;

/** How a request for a second person stands. */
enum ApprovalState {
    /** Nobody has answered. */
    WAITING,
    /** A second person granted it, and its time is not over. */
    GRANTED,
    /** Whoever asked took it back, or a second person refused it or took the grant back. */
    ENDED,
    /** Its time is over. */
    EXPIRED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
