package dev.visor.gateway.keys;

import java.util.Set;

/**
 * Seals the small personal fields (names, references, pseudonyms) of the {@code identities} domain and finds them again
 * by keyed index. Its root is unwrapped once, at start, under one record, and needs no receipt afterwards: a record's own
 * personal fields are sealed with it.
 */
public interface Identities {

    /**
     * Seals one field under the owner's subject key.
     *
     * @param field a short constant such as {@code "subject.name"}; it is bound to the ciphertext
     * @return a self-contained ciphertext (version, key generation, nonce, AES-256-GCM)
     */
    byte[] seal(TenantId tenant, KeyOwner owner, String field, String plaintext);

    /**
     * Opens what {@link #seal} made.
     *
     * @throws KeyDestroyedException if the owner was erased
     */
    String open(TenantId tenant, KeyOwner owner, String field, byte[] sealed);

    /** A keyed index (HMAC-SHA-256 under the tenant's index key): equal values are found, none can be guessed. */
    byte[] index(TenantId tenant, String field, String value);

    /** Everybody who has a key here: persons, bystanders, actors. */
    Set<KeyOwner> owners(TenantId tenant);

    /** The owner's secret for tags and commitments in the trail, 32 bytes, gone with the owner. */
    byte[] tagKey(TenantId tenant, KeyOwner owner);
}
