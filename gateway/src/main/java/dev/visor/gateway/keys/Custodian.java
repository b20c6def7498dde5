package dev.visor.gateway.keys;

import java.io.IOException;
import java.util.List;

/**
 * Holds the root credential and the epoch keys of one domain: a key file, a token, a key management service.
 *
 * <p>Two implementations pass one contract test: a key file and a PKCS#11 token. A key management service fits as well: an
 * epoch key is one of its keys, named by tenant and epoch (AWS KMS: an alias; Vault transit: a key of that name, not
 * exportable), {@link #wrap} and {@link #unwrap} are its encrypt and decrypt with the context as encryption context or
 * associated data, {@link #advance} makes a key of the next name, {@link #epochs} lists names, {@link #destroy} schedules a
 * deletion (KMS waits for seven days at least: {@code destroyed_at} is then written when it is done), and a check value is an
 * encryption of nothing. One principal for each role makes the service itself refuse.
 *
 * <p>No method returns an epoch key. The context is authenticated with each wrapped key (AAD, "encryption context"), so a
 * wrapped key opens only where it was put. Implementations are safe for many threads and, where the store is shared, for
 * many processes.
 */
public interface Custodian extends AutoCloseable {

    /** The domain; a custodian knows no other. */
    Domain domain();

    /** The tenant's current epoch, counted from 1; the first is made when there is none. */
    int epoch(TenantId tenant);

    /** The numbers of the tenant's epoch keys that are not destroyed, ascending; the last is the current one. */
    List<Integer> epochs(TenantId tenant);

    /** Begins the tenant's next epoch and returns its number; the old ones go on opening. */
    int advance(TenantId tenant);

    /**
     * Wraps a key.
     *
     * @throws KeyMissingException if there is no such epoch
     */
    byte[] wrap(EpochKey name, byte[] context, DataKey key);

    /**
     * Unwraps a key.
     *
     * @param warrant who asks and why
     * @throws KeyMissingException if there is no such epoch
     * @throws KeyAlteredException if key, context and bytes do not belong together
     */
    DataKey unwrap(EpochKey name, byte[] context, byte[] wrapped, Warrant warrant);

    /**
     * Destroys an epoch key for good: what only it wraps is lost, in every backup, too. Destroying it again does nothing;
     * its number is never given to another key.
     *
     * @throws IllegalStateException if it is the current one: begin the next one first
     */
    void destroy(EpochKey name);

    /** The number of the current root, counted from 1. */
    int root();

    /**
     * Makes the next root, and for a key file a new passphrase; the former roots stay as witnesses, and no epoch key is lost.
     * A token's PIN is changed by its own tool. Stopped in between, it is done or undone at the next opening.
     *
     * @return the new root's number
     * @throws java.io.IOException if the credential cannot be changed from here
     */
    int rotate() throws IOException;

    /** A value by which the current root is known again and from which nothing about it follows. */
    byte[] checkValue();

    /**
     * Opens a short note that was sealed by the current root: by a drill of its backup, elsewhere.
     *
     * @throws KeyAlteredException if it was not
     */
    byte[] openByRoot(byte[] context, byte[] sealed);

    /** Whether the current root or a former one made this check value. */
    boolean matches(byte[] checkValue);

    /** The same for one epoch key. */
    byte[] checkValue(EpochKey name);

    /** The same for one epoch key. */
    boolean matches(EpochKey name, byte[] checkValue);

    @Override
    void close();
}
