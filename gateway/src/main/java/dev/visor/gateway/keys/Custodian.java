package dev.visor.gateway.keys;

/**
 * Holds the root credential and the epoch keys of one domain: a key file, a token, a key management service.
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

    /** Destroys an epoch key for good: what only it wraps is lost, in every backup, too. */
    void destroy(EpochKey name);

    /** A value by which the root is known again and from which nothing about it follows. */
    byte[] checkValue();

    /** Whether the root is the one that made this check value. */
    boolean matches(byte[] checkValue);

    /** The same for one epoch key. */
    byte[] checkValue(EpochKey name);

    /** The same for one epoch key. */
    boolean matches(EpochKey name, byte[] checkValue);

    @Override
    void close();
}
