package dev.visor.gateway.landmarks;

import java.util.Locale;

/** How far a task has come. */
enum TaskState {
    /** Waits in the queue. */
    OPEN,
    /** One person works on it. */
    LEASED,
    /** The points are in. */
    SUBMITTED,
    /** Its view died. */
    CLOSED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskState labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
