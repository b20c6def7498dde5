package dev.visor.audit.verify;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What is known of each record of a log, by its identifier, in arrays of numbers: a log has many millions, and objects would
 * take three times the room and the collector's time.
 *
 * <p>Whoever made the log chose the identifiers. Places are mixed with a number drawn at each start, so that nobody can
 * choose many that meet at one place.
 */
final class Records {

    /** No such record. */
    static final int NONE = -1;

    private static final int ENDED = 1 << 31;
    private static final int FEWEST = 1024;

    private final long mixer = new SplittableRandom().nextLong();

    private int count;
    private int[] places = filled(2 * FEWEST);

    /** By number, in the order of the log: the two halves of the identifier, then leaf, kind and actor. */
    private long[] high = new long[FEWEST];

    private long[] low = new long[FEWEST];
    private long[] leaves = new long[FEWEST];
    private int[] kinds = new int[FEWEST];
    private int[] actors = new int[FEWEST];

    /**
     * Adds a record; one that stands there already is replaced.
     *
     * @param leaf its index
     * @param kind of act, not negative
     * @param actor a number for who acted
     * @return whether it is new
     */
    boolean put(UUID id, long leaf, int kind, int actor) {
        int place = place(id);
        int number = places[place];
        boolean fresh = number == NONE;
        if (fresh) {
            if (count == leaves.length) {
                grow();
                place = place(id);
            }
            number = count++;
            places[place] = number;
            high[number] = id.getMostSignificantBits();
            low[number] = id.getLeastSignificantBits();
        }
        leaves[number] = leaf;
        kinds[number] = kind;
        actors[number] = actor;
        return fresh;
    }

    /** The number of a record here, or {@link #NONE}. */
    int find(UUID id) {
        return places[place(id)];
    }

    long leaf(int number) {
        return leaves[number];
    }

    int kind(int number) {
        return kinds[number] & ~ENDED;
    }

    int actor(int number) {
        return actors[number];
    }

    /** Remembers that the record's act ended, and tells whether that was known. */
    boolean end(int number) {
        boolean known = (kinds[number] & ENDED) != 0;
        kinds[number] |= ENDED;
        return known;
    }

    /** Where the record is, or the free place where it would be. */
    private int place(UUID id) {
        long first = id.getMostSignificantBits();
        long second = id.getLeastSignificantBits();
        int mask = places.length - 1;
        int place = (int) mixed(first, second) & mask;
        for (int number = places[place]; number != NONE; number = places[place]) {
            if (high[number] == first && low[number] == second) {
                break;
            }
            place = (place + 1) & mask;
        }
        return place;
    }

    private long mixed(long first, long second) {
        long mixed = (first ^ mixer) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 32) ^ second ^ Long.rotateLeft(mixer, 32)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private void grow() {
        int size = Math.multiplyExact(leaves.length, 2);
        high = Arrays.copyOf(high, size);
        low = Arrays.copyOf(low, size);
        leaves = Arrays.copyOf(leaves, size);
        kinds = Arrays.copyOf(kinds, size);
        actors = Arrays.copyOf(actors, size);
        places = filled(Math.multiplyExact(size, 2));
        for (int number = 0; number < count; number++) {
            places[place(new UUID(high[number], low[number]))] = number;
        }
    }

    private static int[] filled(int length) {
        int[] none = new int[length];
        Arrays.fill(none, NONE);
        return none;
    }
}
