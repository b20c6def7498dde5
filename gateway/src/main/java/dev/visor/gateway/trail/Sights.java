package dev.visor.gateway.trail;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who opened pictures of whom. Whoever calls this appends a record of the question before rows are read: this interface does
 * not.
 */
public interface Sights {

    /** The most pairs of one page. */
    int PAGE = 100;

    /**
     * That one actor opened pictures of one person.
     *
     * @param actor the actor's label
     * @param name the actor's name; null where its keys were destroyed or there is none
     * @param subject the person; null where that person was erased
     * @param person the person's label, which stays
     * @param opened how often, broken deliveries included
     * @param sent how often of these to the last byte
     * @param first the first time in the range
     * @param last the last time in the range
     * @param odd how often before 06:00, from 22:00 on, or at a weekend
     */
    record Sight(
            String actor,
            @Nullable String name,
            @Nullable KeyOwner subject,
            String person,
            long opened,
            long sent,
            Instant first,
            Instant last,
            long odd) {

        @Override
        public String toString() {
            return "Sight[" + actor + ", " + person + ", " + opened + "]";
        }
    }

    /**
     * One day in the zone asked for.
     *
     * @param opened how many records tell that a picture was opened
     * @param odd how many of these at odd hours
     */
    record Day(LocalDate day, long opened, long odd) {}

    /**
     * A page.
     *
     * @param sights those who opened most first
     * @param more whether there are further ones
     * @param days of all of them, not of this page alone
     * @param missing how many durable records of the log are not searchable yet
     */
    record Seen(List<Sight> sights, boolean more, List<Day> days, long missing) {}

    /**
     * A page of who saw whom.
     *
     * @param zone in which hours and days are counted
     * @param offset how many pairs are passed over
     * @param limit at most {@link #PAGE}
     * @throws IllegalArgumentException if the zone is not known
     */
    Seen seen(TenantId tenant, TrailFilter filter, ZoneId zone, int offset, int limit);
}
