package dev.visor.gateway.views;

import dev.visor.gateway.trail.Entry;
import java.util.UUID;

/**
 * That a grant was used up for one delivery: only {@link Grants} can make one, so the door to views opens for nothing else.
 */
public final class Showing {

    private final UUID grant;
    private final int again;
    private final boolean ahead;
    private final boolean link;

    /**
     * Of a grant.
     *
     * @param again 0 for the first grant of a lease, 1 to 3 for those after an aborted delivery or a reload
     * @param ahead whether the person's program fetches it before it is looked at: said by the program, so that the record is no
     *     less than that of any other delivery
     * @param link whether it goes to a program of the person's own that came with a link
     */
    Showing(UUID grant, int again, boolean ahead, boolean link) {
        this.grant = grant;
        this.again = again;
        this.ahead = ahead;
        this.link = link;
    }

    /** The right that is used up by it. */
    public UUID grant() {
        return grant;
    }

    Entry tell(Entry entry) {
        entry.with("grant", grant.toString());
        if (again > 0) {
            entry.with("again", Integer.toString(again));
        }
        if (link) {
            entry.with("link", "yes");
        }
        return ahead ? entry.with("ahead", "yes") : entry;
    }

    @Override
    public String toString() {
        return "Showing[" + grant + "]";
    }
}
