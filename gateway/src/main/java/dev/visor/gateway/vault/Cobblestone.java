package dev.visor.gateway.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys and chunks of one message of C2SP chunked encryption v1 (c2sp.org/chunked-encryption) with HKDF-SHA-512 and
 * AES-256-GCM: {@code salt 24 | commitment 32 | chunks}. Every chunk holds 16 KiB but the last, which is shorter and may be
 * empty; so a message that was cut at a chunk's border does not end.
 *
 * <p>Guaranteed chunk by chunk: order, place and content. That the message is whole follows only from its last chunk.
 * Bulk encryption is the JDK's, by name, and never sees more than one chunk in one call.
 */
final class Cobblestone implements AutoCloseable {

    /** Plaintext of a full chunk, bytes. */
    static final int CHUNK = 16 * 1024;

    /** What a chunk grows by, bytes. */
    static final int TAG = 16;

    /** A full chunk, sealed, bytes. */
    static final int SEALED_CHUNK = CHUNK + TAG;

    /** Salt, bytes. */
    static final int SALT = 24;

    /** Salt and commitment, which stand before the chunks, bytes. */
    static final int PREFIX = SALT + 32;

    /** Chunks are counted with 38 bits. */
    static final long MOST_CHUNKS = 1L << 38;

    private static final byte[] LABEL =
            "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] prefix;
    private final byte[] baseNonce;
    private final SecretKey key;
    private final Cipher cipher;

    private Cobblestone(byte[] salt, byte[] derived) {
        this.prefix = Arrays.copyOf(salt, PREFIX);
        System.arraycopy(derived, KEY + NONCE, prefix, SALT, PREFIX - SALT);
        this.key = new SecretKeySpec(derived, 0, KEY, "AES");
        this.baseNonce = Arrays.copyOfRange(derived, KEY, KEY + NONCE);
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not to be had from the JDK", e);
        }
    }

    /** Begins a new message under a fresh salt. */
    static Cobblestone begin(SecretKey input, byte[] context) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return withSalt(input, context, salt);
    }

    /** For the format's own golden file: a salt is never used twice with one key. */
    static Cobblestone withSalt(SecretKey input, byte[] context, byte[] salt) {
        byte[] derived = expand(input, context, salt);
        try {
            return new Cobblestone(salt, derived);
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    /**
     * Takes up a message that was sealed.
     *
     * @param prefix the first {@link #PREFIX} bytes
     * @throws ObjectAlteredException if the message was not sealed under this key in this context; then no chunk was
     *     touched
     */
    static Cobblestone resume(SecretKey input, byte[] context, byte[] prefix) {
        // A prefix of another length is unequal, too.
        Cobblestone message = withSalt(input, context, Arrays.copyOf(prefix, SALT));
        if (!MessageDigest.isEqual(message.prefix, prefix)) {
            message.close();
            throw new ObjectAlteredException("The object was not sealed under this key as this object", null);
        }
        return message;
    }

    /** Salt and commitment. */
    byte[] prefix() {
        return prefix.clone();
    }

    /** Seals a chunk in its place, with room for its tag behind it; returns the bytes written, {@link #TAG} more. */
    int seal(long index, byte[] buffer, int at, int length) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, nonce(index));
            return cipher.doFinal(buffer, at, length, buffer, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A chunk could not be sealed", e);
        }
    }

    /**
     * Opens a chunk; returns the bytes written. Nothing is written unless the chunk is what was sealed at this place.
     *
     * @throws ObjectAlteredException if it is not
     */
    int open(long index, byte[] sealed, int from, int length, byte[] into, int at) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, nonce(index));
            return cipher.doFinal(sealed, from, length, into, at);
        } catch (AEADBadTagException e) {
            throw new ObjectAlteredException("Chunk " + index + " is not what was sealed at its place", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A chunk could not be opened", e);
        }
    }

    @Override
    public void close() {
        // The cipher and its key keep copies that the JDK gives no way to wipe; they end with this object.
        Arrays.fill(baseNonce, (byte) 0);
    }

    private GCMParameterSpec nonce(long index) {
        if (index < 0 || index >= MOST_CHUNKS) {
            throw new IllegalArgumentException("A message has at most 2^38 chunks");
        }
        byte[] nonce = baseNonce.clone();
        for (int i = 0; i < 5; i++) {
            nonce[NONCE - 1 - i] ^= (byte) (index >>> (8 * i));
        }
        return new GCMParameterSpec(8 * TAG, nonce);
    }

    /**
     * HKDF-Expand with SHA-512 (RFC 5869, 2.3), two blocks. Not the JDK's {@code KDF}: that one refuses to expand a key
     * shorter than a hash, which is what the format asks for.
     */
    private static byte[] expand(SecretKey input, byte[] context, byte[] salt) {
        byte[] first = new byte[0];
        try {
            Mac mac = Mac.getInstance("HmacSHA512", "SunJCE");
            mac.init(input);
            byte[] derived = new byte[2 * mac.getMacLength()];
            for (byte block = 1; block <= 2; block++) {
                mac.update(first);
                mac.update(LABEL);
                mac.update(salt);
                mac.update(context);
                mac.update(block);
                mac.doFinal(derived, (block - 1) * mac.getMacLength());
                first = Arrays.copyOf(derived, mac.getMacLength());
            }
            return derived;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-512 is not to be had from the JDK", e);
        } finally {
            Arrays.fill(first, (byte) 0);
        }
    }
}
