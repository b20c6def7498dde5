package dev.visor.gateway.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;

/**
 * {@link Identities} on subject keys. A sealed field is {@code version 1 | key generation 4 | nonce 12 | ciphertext | tag
 * 16}; tenant, owner and the field's name are authenticated.
 */
final class SealedIdentities implements Identities {

    private static final byte VERSION = 1;
    private static final int HEAD = 5;
    private static final int GENERATION = 1;

    /** The tenant itself: its index key is nobody's in particular and dies with the tenant. */
    private static final KeyOwner TENANT = new KeyOwner(new UUID(0, 0));

    private final SubjectKeys keys;

    SealedIdentities(SubjectKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] seal(TenantId tenant, KeyOwner owner, String field, String plaintext) {
        byte[] utf8 = plaintext.getBytes(StandardCharsets.UTF_8);
        try (DataKey key = keys.toUse("field", tenant, owner, true)) {
            byte[] sealed = Aead.seal(key, utf8, Contexts.field(tenant, owner, field));
            return ByteBuffer.allocate(HEAD + sealed.length)
                    .put(VERSION)
                    .putInt(GENERATION)
                    .put(sealed)
                    .array();
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    @Override
    public String open(TenantId tenant, KeyOwner owner, String field, byte[] sealed) {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        if (sealed.length < HEAD + Aead.OVERHEAD || in.get() != VERSION || in.getInt() != GENERATION) {
            throw new KeyAlteredException("A sealed field begins with version 1 and key generation 1");
        }
        byte[] body = Arrays.copyOfRange(sealed, HEAD, sealed.length);
        try (DataKey key = keys.toUse("field", tenant, owner, false)) {
            byte[] utf8 = Aead.open(key, body, Contexts.field(tenant, owner, field));
            try {
                return new String(utf8, StandardCharsets.UTF_8);
            } finally {
                Arrays.fill(utf8, (byte) 0);
            }
        }
    }

    @Override
    public byte[] index(TenantId tenant, String field, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        try (DataKey key = keys.toUse("index", tenant, TENANT, true)) {
            Mac mac = Mac.getInstance("HmacSHA256", "SunJCE");
            mac.init(key);
            mac.update(Contexts.index(tenant, field));
            return mac.doFinal(utf8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had from the JDK", e);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    @Override
    public Set<KeyOwner> owners(TenantId tenant) {
        return keys.living(tenant, Domain.IDENTITIES);
    }

    @Override
    public byte[] tagKey(TenantId tenant, KeyOwner owner) {
        try (DataKey key = keys.toUse("tag", tenant, owner, true)) {
            return key.getEncoded();
        }
    }
}
