package dev.visor.gateway.trail;

import dev.visor.audit.search.Place;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Searches a whole log for an officer. Whoever calls this appends a record of the search before rows are read: this
 * interface does not.
 *
 * <p>Every method takes the tenant whose log is searched, null for the operator's log.
 */
public interface TrailSearch {

    /** Up to this many records are counted exactly. */
    long COUNTED = 10_000;

    /**
     * Where a search stands, before any row is read.
     *
     * @param count how many records it finds, at most {@link #COUNTED}
     * @param more whether there are more than that
     * @param top the newest of them, where its first page begins; null if it finds nothing
     * @param missing how many durable records of the log are not searchable yet: any of them could belong to it
     */
    record Standing(long count, boolean more, @Nullable Place top, long missing) {}

    /**
     * How an intended act ended.
     *
     * @param record that tells it
     * @param outcome as it says
     */
    record Ended(UUID record, String outcome) {}

    /**
     * The labels of whoever acted under a name, however it is typed: case, surrounding space and the form of accents do not
     * matter. Nobody who was erased is found.
     */
    List<String> actors(@Nullable TenantId tenant, String name);

    /** Brings the index up to what is durable now, as far as that takes no longer than a few seconds, and counts. */
    Standing standing(@Nullable TenantId tenant, TrailFilter filter);

    /**
     * Records from a place on, newest first.
     *
     * @param limit at most {@link TrailReading#PAGE}
     * @param names whether the personal fields are opened
     */
    List<TrailRecord> from(@Nullable TenantId tenant, TrailFilter filter, Place top, int limit, boolean names);

    /** The same from behind a place on, which is that of the last record already seen. */
    List<TrailRecord> behind(@Nullable TenantId tenant, TrailFilter filter, Place last, int limit, boolean names);

    /** How these intents ended, as far as it is known. */
    Map<UUID, Ended> outcomes(@Nullable TenantId tenant, Collection<UUID> intents);

    /** Whether any of the newest 5,000 records found from a place on still waits for its leaf index. */
    boolean unsequenced(@Nullable TenantId tenant, TrailFilter filter, Place top);

    /**
     * Removes the search rows that lead from or to a person who was erased. What the person did and what was done about the
     * person stays in the log, and stays provable.
     */
    void forget(@Nullable TenantId tenant, KeyOwner person);

    /** Drops the index and makes it again from the records and the keys; meanwhile searches say what is missing. */
    void rebuild();
}
