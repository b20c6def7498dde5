package dev.visor.gateway.keys;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wrapped subject keys once more, beside the objects, so that a store opens without the database. Where the objects lie
 * in a folder, so does this; where they lie in a bucket, this does, too.
 *
 * <p>Whoever appends does so inside the transaction that writes the row, before its commit: the mirror may hold more than
 * the table, never less. {@link #drop} and {@link #fold} are called by one at a time for a tenant and domain.
 *
 * <p>All throw {@link java.io.UncheckedIOException} or what the place of the objects throws when it fails.
 */
interface SubjectKeyMirror {

    /**
     * An entry. A later one of an owner replaces an earlier one.
     *
     * @param wrapped at most 65535 bytes, and as long as all others under the same epoch, give or take a few
     */
    record Entry(KeyOwner owner, int generation, WrappedKey wrapped) {}

    /** Appends entries, durable on return. */
    void append(Domain domain, EpochKey epoch, List<Entry> entries);

    /** Leaves these owners out for good. */
    void drop(Domain domain, EpochKey epoch, Set<KeyOwner> owners);

    /** Brings together what many appends left in pieces. */
    void fold(Domain domain, EpochKey epoch);

    /** What it holds under an epoch; empty where there is nothing. */
    Map<KeyOwner, Entry> read(Domain domain, EpochKey epoch);

    /** The epochs of which it holds something, ascending. */
    List<Integer> epochs(TenantId tenant, Domain domain);

    /** Removes an epoch; its wrapped keys are of no use any more. */
    void remove(Domain domain, EpochKey epoch);

    /** The tenants of whom it holds something. */
    List<TenantId> tenants();
}
