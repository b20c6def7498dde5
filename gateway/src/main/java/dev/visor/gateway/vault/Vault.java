package dev.visor.gateway.vault;

import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sealed objects: written once, opened only under a {@link Receipt}, made unreadable by destroying their keys.
 *
 * <p>A receipt comes from the trail and nowhere else, so no plaintext leaves without a durable record that names the
 * object.
 */
public interface Vault {

    /** Objects up to this size can be opened whole, bytes. */
    int WHOLE_LIMIT = 64 * 1024 * 1024;

    /**
     * Seals a stream as it is read, in bounded memory, and returns when the object is durable. Within a caller's
     * transaction the object is announced, and with a rollback removed again, together with the caller's own rows.
     *
     * @param owners one person or several; with several, the object opens only while all of their keys exist
     * @param limit the largest size accepted, bytes; a longer stream leaves nothing behind
     * @throws ObjectTooLargeException if the stream is longer than the limit
     * @throws StoreUnavailableException if the store fails; nothing was kept
     * @throws IOException if the stream fails
     */
    ObjectRef seal(TenantId tenant, ObjectKind kind, Set<KeyOwner> owners, InputStream plaintext, long limit)
            throws IOException;

    /** Seals bytes that are already in memory. */
    ObjectRef seal(TenantId tenant, ObjectKind kind, Set<KeyOwner> owners, byte[] plaintext);

    /**
     * Opens an object of at most {@link #WHOLE_LIMIT} bytes; nothing is released until the last chunk is verified. Use
     * it in a try block: closing wipes the buffer.
     *
     * @throws dev.visor.audit.ReceiptException if the receipt does not cover this object or has gone stale
     * @throws dev.visor.gateway.keys.KeyDestroyedException if an owner's key was destroyed
     * @throws ObjectAlteredException if the stored bytes are not those that were sealed
     */
    Opened open(ObjectRef object, Receipt receipt);

    /**
     * Opens an object of any size as a stream of verified chunks. The sink sees only verified bytes, but may see the
     * first before the last is verified: it must be able to throw away what it has when this method throws.
     */
    void transfer(ObjectRef object, Receipt receipt, Sink sink) throws IOException;

    /**
     * Opens a part of an object of any size. That the object ends where it says is verified first, then every chunk that
     * the range touches, and no other.
     *
     * @param offset of the first byte, counted from 0
     * @param length bytes; the range lies inside the object
     */
    Opened range(ObjectRef object, Receipt receipt, long offset, int length);

    /**
     * Opens an object of any size to be read by many ranges, as the frames of a clip are: where it ends is verified once, the
     * chunks that a range touches each time. Each range asks for the receipt again.
     */
    Ranges ranges(ObjectRef object, Receipt receipt);

    /** Wraps the object's key under other owners, for example once detection has told whose face it shows. */
    void rewrap(ObjectRef object, Set<KeyOwner> owners, Receipt receipt);

    /**
     * Destroys the subject keys of these owners in every domain: all that was wrapped under them is unreadable from here
     * on.
     */
    void destroy(TenantId tenant, Collection<KeyOwner> owners);

    /**
     * Seals other bytes as the next generation of an object. The one before goes on opening until it is shredded: whoever
     * refers to the object says first which generation counts.
     */
    ObjectRef reseal(ObjectRef object, Set<KeyOwner> owners, byte[] plaintext);

    /** The other generations of this object that still have a key, the unfinished ones of a crash included. */
    List<ObjectRef> otherGenerations(ObjectRef object);

    /** Every object of the tenant that has a key and that this owner's key is needed for. */
    List<ObjectRef> ownedBy(TenantId tenant, KeyOwner owner);

    /** Some of the tenant's objects that have a key, whosever they are, in the order of their making. */
    List<ObjectRef> some(TenantId tenant, int most);

    /** Destroys every subject key of the tenant in every domain: all that the tenant ever had is unreadable from here on. */
    void destroyAll(TenantId tenant);

    /** Which of these objects still have a key of their own, in their order, and whose it is. Nothing is opened. */
    Map<ObjectRef, Set<KeyOwner>> standing(Collection<ObjectRef> objects);

    /**
     * Destroys the keys of these objects alone, in the table and in every sidecar: their owners' other objects still open.
     * For what is withdrawn.
     */
    void shred(Collection<ObjectRef> objects, Receipt receipt);

    /** Takes verified plaintext chunks. */
    @FunctionalInterface
    interface Sink {
        /** Takes the next verified bytes; the array is reused after the call. */
        void accept(byte[] buffer, int offset, int length) throws IOException;
    }

    /** An opened object that is read by ranges. */
    interface Ranges extends AutoCloseable {
        /** Plaintext bytes of the whole object. */
        long length();

        /** A part of it; see {@link Vault#range}. */
        Opened range(long offset, int length);

        @Override
        void close();
    }

    /** Plaintext for the length of a try block. */
    interface Opened extends AutoCloseable {
        /** The plaintext itself, not a copy: wiped on close. */
        byte[] bytes();

        @Override
        void close();
    }
}
