package dev.visor.audit.record;

import dev.visor.audit.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A data subject whom a record is about. The label finds the person's counter and never enters a leaf; only the tag does,
 * and nobody without the tag key can tell whose it is.
 */
public final class Person {

    private static final byte[] CONTEXT = "visor-tag-v1".getBytes(StandardCharsets.US_ASCII);

    private final Hash label;
    private final byte[] tagKey;

    /**
     * Takes what the owner of the person's keys gives.
     *
     * @param label keyed pseudonym within one log
     * @param tagKey 32 bytes, destroyed with the person's keys
     */
    public Person(Hash label, byte[] tagKey) {
        if (tagKey.length != 32) {
            throw new IllegalArgumentException("A tag key has 32 bytes, not " + tagKey.length);
        }
        this.label = label;
        this.tagKey = tagKey.clone();
    }

    /** The keyed pseudonym. */
    public Hash label() {
        return label;
    }

    /**
     * HMAC-SHA-256(tag key, "visor-tag-v1" || k as eight bytes, the highest first).
     *
     * @param k the record's number among those about this person, counted from 1
     */
    public Hash tag(long k) {
        if (k < 1) {
            throw new IllegalArgumentException("Records about a person are counted from 1, not " + k);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(tagKey, "HmacSHA256"));
            mac.update(CONTEXT);
            return Hash.of(mac.doFinal(ByteBuffer.allocate(8).putLong(k).array()));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Person";
    }
}
