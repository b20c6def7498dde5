package dev.visor.audit.record;

import dev.visor.audit.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A person's secret for everything that a log says about the person: 32 bytes that die with the person's keys. Whoever has
 * it finds the person's records and can open what the log committed to about them; without it they are random. All values
 * are HMAC-SHA-256 (RFC 2104) under it, each use behind its own label.
 */
public final class TagKey {

    private static final byte[] TAG = label("visor-tag-v1");
    private static final byte[] PLACE = label("visor-count-place-v1");
    private static final byte[] SALT = label("visor-count-salt-v1");
    private static final byte[] CONTENT = label("visor-content-v1");

    private final byte[] key;

    /** Takes a copy of 32 bytes. */
    public TagKey(byte[] key) {
        if (key.length != Hash.LENGTH) {
            throw new IllegalArgumentException("A tag key has 32 bytes, not " + key.length);
        }
        this.key = key.clone();
    }

    /**
     * Reads base64url without padding.
     *
     * @throws IllegalArgumentException if it is not that of 32 bytes
     */
    public static TagKey parse(String base64Url) {
        return new TagKey(Hash.parseUrl(base64Url).toBytes());
    }

    /**
     * HMAC(key, "visor-tag-v1" || k as eight bytes, the highest first).
     *
     * @param k the record's number among those about this person, counted from 1
     */
    public Hash tag(long k) {
        if (k < 1) {
            throw new IllegalArgumentException("Records about a person are counted from 1, not " + k);
        }
        return hmac(TAG, number(k));
    }

    /**
     * Where the person stands in the map of counts over the first {@code covered} leaves: another place in each map, so that
     * two maps do not show who is in both.
     */
    public Hash place(long covered) {
        return hmac(PLACE, number(covered));
    }

    /** What hides the person's count in that map: counts are small, and a plain hash of one could be guessed. */
    public Hash salt(long covered) {
        return hmac(SALT, number(covered));
    }

    /**
     * Commits to bytes that were shown: equal bytes can be recognised as long as the person's keys exist, and by nobody
     * afterwards.
     *
     * @param sha256 of those bytes, 32 bytes
     */
    public Hash content(byte[] sha256) {
        return hmac(CONTENT, Hash.of(sha256).toBytes());
    }

    /** Base64url without padding, for the report that is handed to the person. */
    public String reveal() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagKey same && MessageDigest.isEqual(key, same.key);
    }

    @Override
    public int hashCode() {
        return TagKey.class.hashCode();
    }

    @Override
    public String toString() {
        return "TagKey";
    }

    private Hash hmac(byte[] label, byte[] value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(label);
            return Hash.of(mac.doFinal(value));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] label(String label) {
        return label.getBytes(StandardCharsets.US_ASCII);
    }
}
