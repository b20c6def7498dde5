package dev.visor.gateway.trail;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trail for an officer. Whoever calls this appends a record of the query first: this interface does not.
 *
 * <p>Every method takes the tenant whose log is read, null for the operator's log; a record of another log is not found.
 */
public interface TrailReading {

    /** The most records that one call returns. */
    int PAGE = 200;

    /** How many records a log has, those still waiting for a leaf index included. */
    long count(@Nullable TenantId tenant);

    /**
     * The records about a person, in the order of the person's own chain.
     *
     * @param after the last number of that chain already seen, 0 for the first page
     * @param limit at most {@link #PAGE}
     */
    List<TrailRecord> about(TenantId tenant, KeyOwner person, long after, int limit);

    /** The same without any personal field: for counting, and for choosing which of them are opened. */
    List<TrailRecord> labelledAbout(TenantId tenant, KeyOwner person, long after, int limit);

    /**
     * The newest records of a log, newest first.
     *
     * @param before the position of the last one already seen, {@link Long#MAX_VALUE} for the first page
     * @param limit at most {@link #PAGE}
     */
    List<TrailRecord> newest(@Nullable TenantId tenant, long before, int limit);

    /** One record. */
    Optional<TrailRecord> record(@Nullable TenantId tenant, UUID record);

    /** The proof that a record stands in the log; empty until it is sequenced and its checkpoint is published. */
    Optional<RecordProof> proof(@Nullable TenantId tenant, UUID record);

    /** The log's origin, which is also its folder and its address under {@code /trail/}. */
    String origin(@Nullable TenantId tenant);
}
