package dev.visor.audit.counts;

import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.InclusionProof;
import dev.visor.audit.merkle.TileTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One map of counts: entries of a place and a commitment, ordered by place, under a root of RFC 6962 section 2.1. Behind the
 * entries of persons stand dummies up to a power of two, at least {@link #SMALLEST}, and nobody without a person's key tells
 * the one from the other.
 *
 * <p>A person has one place in a map, places are distinct, and so no map can commit to two counts of one person.
 */
public final class CountMap {

    /** The fewest entries of a map, so that a small client's map does not tell how small. */
    public static final int SMALLEST = 256;

    /** The most: a file of 1 GiB. */
    private static final int MOST = 1 << 24;

    private static final byte[] COUNT = "visor-count-v1".getBytes(StandardCharsets.US_ASCII);

    private final List<Entry> entries;

    /**
     * One entry.
     *
     * @param place {@link dev.visor.audit.record.TagKey#place} of the person, or random
     * @param commitment to the person's count, or random
     */
    public record Entry(Hash place, Hash commitment) {

        /** Bytes of an entry in the file. */
        static final int LENGTH = 2 * Hash.LENGTH;

        /** The hash under the map's root. */
        public Hash hash() {
            return Hash.leaf(bytes());
        }

        byte[] bytes() {
            byte[] bytes = new byte[LENGTH];
            place.copyTo(bytes, 0);
            commitment.copyTo(bytes, Hash.LENGTH);
            return bytes;
        }
    }

    /**
     * An entry, and the way from it to the root.
     *
     * @param entry what was found
     * @param inclusion where it stands
     */
    public record Member(Entry entry, InclusionProof inclusion) {}

    private CountMap(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Makes a map.
     *
     * @param persons one entry each
     * @param random of cryptographic quality: it makes what nobody may tell from a person
     * @throws IllegalArgumentException if two of them have one place, or there are more than 2^24
     */
    public static CountMap of(Collection<Entry> persons, RandomGenerator random) {
        if (persons.size() > MOST) {
            throw new IllegalArgumentException("A map holds at most " + MOST + " persons, not " + persons.size());
        }
        int size = Math.max(SMALLEST, persons.size() <= 1 ? 1 : Integer.highestOneBit(persons.size() - 1) << 1);
        List<Entry> entries = new ArrayList<>(persons);
        while (entries.size() < size) {
            entries.add(new Entry(random(random), random(random)));
        }
        entries.sort(Comparator.comparing(Entry::place));
        return new CountMap(requireOrdered(entries));
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it is not a map: another length, or places out of order or twice
     */
    public static CountMap parse(byte[] file) {
        int size = file.length / Entry.LENGTH;
        if (file.length % Entry.LENGTH != 0 || size < SMALLEST || Integer.bitCount(size) != 1 || size > MOST) {
            throw new IllegalArgumentException("A map has a power of two of entries of 64 bytes, at least " + SMALLEST);
        }
        List<Entry> entries = new ArrayList<>(size);
        for (int at = 0; at < file.length; at += Entry.LENGTH) {
            entries.add(new Entry(Hash.of(file, at, Hash.LENGTH), Hash.of(file, at + Hash.LENGTH, Hash.LENGTH)));
        }
        return new CountMap(requireOrdered(entries));
    }

    private static List<Entry> requireOrdered(List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).place().compareTo(entries.get(i).place()) >= 0) {
                throw new IllegalArgumentException("A map has each place once, in order, unlike entry " + i);
            }
        }
        return List.copyOf(entries);
    }

    /**
     * SHA-256("visor-count-v1" || salt || count as eight bytes, the highest first).
     *
     * @param salt {@link dev.visor.audit.record.TagKey#salt} of the person in this map
     */
    public static Hash commit(Hash salt, long count) {
        return Hash.of(
                COUNT, salt, ByteBuffer.allocate(Long.BYTES).putLong(count).array());
    }

    /** How many entries there are, dummies included. */
    public int size() {
        return entries.size();
    }

    /** The root over all entries. */
    public Hash root() {
        Frontier tree = new Frontier();
        entries.forEach(entry -> tree.add(entry.hash()));
        return tree.root();
    }

    /** The entry at a place; empty if there is none. */
    public Optional<Member> find(Hash place) {
        int index = Collections.binarySearch(entries, new Entry(place, Hash.ZERO), Comparator.comparing(Entry::place));
        return index < 0 ? Optional.empty() : Optional.of(new Member(entries.get(index), inclusion(index)));
    }

    private InclusionProof inclusion(int index) {
        List<Hash> path = new ArrayList<>();
        for (int width = 1; width < entries.size(); width *= 2) {
            int sibling = (index / width ^ 1) * width;
            path.add(TileTree.root(entries.subList(sibling, sibling + width).stream()
                    .map(Entry::hash)
                    .toList()));
        }
        return new InclusionProof(index, entries.size(), path);
    }

    /** The file: the entries one behind the other, 64 bytes each. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * Entry.LENGTH);
        entries.forEach(entry -> bytes.put(entry.bytes()));
        return bytes.array();
    }

    private static Hash random(RandomGenerator random) {
        byte[] bytes = new byte[Hash.LENGTH];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }
}
