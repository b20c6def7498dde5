package dev.visor.gateway.landmarks;

import dev.visor.gateway.landmarks.WorkforceQueue.Ticket;
import dev.visor.gateway.projects.Project;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as the lead of a team sees it: no face, and nobody on one.
 *
 * @param held whether somebody works on it now
 * @param secondLook whether it waits for, or is in, a second look
 * @param holder who works on it now; null for nobody
 * @param heldSince since when
 * @param keptFor whom it is kept for before others may take it; null for nobody
 * @param returned how often a reviewer sent it back
 * @param skips why it was passed over so far, the first first
 */
record TeamTask(
        Ticket ticket,
        Project project,
        boolean held,
        boolean secondLook,
        Instant due,
        int priority,
        @Nullable UUID holder,
        @Nullable Instant heldSince,
        @Nullable UUID keptFor,
        int returned,
        List<String> skips) {}
