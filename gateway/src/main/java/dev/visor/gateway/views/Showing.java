package dev.visor.gateway.views;

import dev.visor.gateway.trail.Entry;
import java.util.UUID;

/**
 * How a view comes to be delivered.
 *
 * @param grant the right that is used up by it
 * @param again 0 for the first grant of a lease, 1 to 3 for those after an aborted delivery or a reload
 * @param ahead whether the person's program fetches it before it is looked at: said by the program, so that the record is no
 *     less than that of any other delivery
 */
public record Showing(UUID grant, int again, boolean ahead) {

    Entry tell(Entry entry) {
        entry.with("grant", grant.toString());
        if (again > 0) {
            entry.with("again", Integer.toString(again));
        }
        return ahead ? entry.with("ahead", "yes") : entry;
    }
}
