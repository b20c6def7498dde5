package dev.visor.audit.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A SHA-256 value, and the three ways in which RFC 6962 section 2.1 makes one. */
public final class Hash implements Comparable<Hash> {

    /** Bytes in a hash. */
    public static final int LENGTH = 32;

    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static final Hash EMPTY = new Hash(digest().digest());

    /** 32 zero bytes: where a chain begins. */
    public static final Hash ZERO = new Hash(new byte[LENGTH]);

    /** One for each thread: finding the algorithm's provider takes longer than hashing two hashes. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Hash::digest);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy of 32 bytes. */
    public static Hash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** Takes a copy of 32 bytes out of a longer array. */
    public static Hash of(byte[] bytes, int offset, int length) {
        if (length != LENGTH) {
            throw new IllegalArgumentException("A hash has 32 bytes, not " + length);
        }
        return new Hash(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /** SHA-256(label || hash || data), for values that stand outside of a tree: the label keeps their uses apart. */
    public static Hash of(byte[] label, Hash hash, byte[] data) {
        MessageDigest digest = digest();
        digest.update(label);
        digest.update(hash.bytes);
        return new Hash(digest.digest(data));
    }

    /** SHA-256(0x00 || data). */
    public static Hash leaf(byte[] data) {
        return leaf(data, 0, data.length);
    }

    /** SHA-256(0x00 || data), data being a part of an array. */
    public static Hash leaf(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        MessageDigest digest = DIGEST.get();
        digest.update((byte) 0);
        digest.update(bytes, offset, length);
        return new Hash(digest.digest());
    }

    /** SHA-256(0x01 || left || right). */
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = DIGEST.get();
        digest.update((byte) 1);
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new Hash(digest.digest());
    }

    /**
     * Reads standard base64.
     *
     * @throws IllegalArgumentException if it is not the one encoding of 32 bytes
     */
    public static Hash parse(String base64) {
        Hash hash = of(Base64.getDecoder().decode(base64));
        if (!hash.toString().equals(base64)) {
            throw new IllegalArgumentException("Not the base64 of a hash: '" + base64 + "'");
        }
        return hash;
    }

    /**
     * Reads base64url without padding.
     *
     * @throws IllegalArgumentException if it is not the one encoding of 32 bytes
     */
    public static Hash parseUrl(String base64Url) {
        Hash hash = of(Base64.getUrlDecoder().decode(base64Url));
        if (!hash.toUrl().equals(base64Url)) {
            throw new IllegalArgumentException("Not the base64url of a hash: '" + base64Url + "'");
        }
        return hash;
    }

    /** A copy of the 32 bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes into a longer array. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    /** Base64url without padding. */
    public String toUrl() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Standard base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
