package dev.visor.gateway.trail;

import dev.visor.gateway.keys.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Days of a tenant's log as the search index has them: codes and keyed labels, no names. */
public interface TrailDays {

    /** So many records of a day are looked at, the earliest. */
    int MOST = 100_000;

    /** The days before a day that tell what is usual. */
    int BASELINE = 28;

    /**
     * Reads one day; empty while the index does not keep up, because what it lacks would pass for a hole.
     *
     * @param now the day is read up to here, if it is not over
     * @param about the actions whose data subjects are wanted
     * @param counted the actions that are counted on the days before
     */
    Optional<TrailDay> read(TenantId tenant, LocalDate day, Instant now, Set<String> about, Set<String> counted);
}
