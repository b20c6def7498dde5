package dev.visor.audit.record;

import dev.visor.audit.merkle.Hash;

/**
 * A data subject whom a record is about. The label finds the person's counter and never enters a leaf; only the tag does,
 * and nobody without the tag key can tell whose it is.
 *
 * @param label keyed pseudonym within one log
 * @param key destroyed with the person's other keys
 */
public record Person(Hash label, TagKey key) {

    /** Takes the 32 bytes of the tag key. */
    public Person(Hash label, byte[] tagKey) {
        this(label, new TagKey(tagKey));
    }

    /**
     * What a record about this person carries.
     *
     * @param k the record's number among those about this person, counted from 1
     */
    public Hash tag(long k) {
        return key.tag(k);
    }

    @Override
    public String toString() {
        return "Person";
    }
}
