package dev.visor.audit.restore;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.TagKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes on counting the records about each person who has keys. A person's records stand in a log in the order of their numbers, so
 * of each person only the next tag has to be known.
 */
final class TagWalk {

    /** By the tag of each person's next record. */
    private final Map<Hash, Walker> next = new HashMap<>();

    /** Tags that records have which wait in the database. */
    private final Map<Hash, UUID> taken = new HashMap<>();

    private final List<Walker> walkers = new ArrayList<>();
    private long counted;
    private long unclaimed;

    /** The {@code k}-th record about the person with this label. */
    record About(Hash person, long k, UUID record) {}

    private static final class Walker {
        private final Hash label;
        private final TagKey key;
        private final long before;
        private long count;

        private Walker(Hash label, TagKey key, long count) {
            this.label = label;
            this.key = key;
            this.before = count;
            this.count = count;
        }
    }

    /**
     * Begins where the database has counted to.
     *
     * @param counts by label; who is not in it has no record yet
     * @param waiting which of the counted records wait for their place
     */
    TagWalk(List<LivingPersons.Living> persons, Map<Hash, Long> counts, List<About> waiting) {
        Map<Hash, TagKey> keys = new HashMap<>();
        for (LivingPersons.Living person : persons) {
            if (keys.put(person.label(), person.key()) == null) {
                Walker walker = new Walker(person.label(), person.key(), counts.getOrDefault(person.label(), 0L));
                walkers.add(walker);
                next.put(walker.key.tag(walker.count + 1), walker);
            }
        }
        for (About about : waiting) {
            @Nullable TagKey key = keys.get(about.person());
            if (key != null) {
                taken.put(key.tag(about.k()), about.record());
            }
        }
    }

    /**
     * Follows the next published record.
     *
     * @param counted whether the database has counted it already
     * @return whom it is about, as far as they have keys and it was not counted
     * @throws RejoinRefusedException if it has the number of another record that waits in the database
     */
    List<About> follow(Leaf leaf, boolean counted) {
        List<About> abouts = new ArrayList<>();
        for (Hash tag : leaf.tags()) {
            @Nullable UUID other = taken.get(tag);
            if (other != null && !other.equals(leaf.id())) {
                throw Waiting.contradicted(other);
            }
            if (counted) {
                continue;
            }
            @Nullable Walker walker = next.remove(tag);
            if (walker == null) {
                unclaimed++;
                continue;
            }
            this.counted++;
            walker.count++;
            next.put(walker.key.tag(walker.count + 1), walker);
            abouts.add(new About(walker.label, walker.count, leaf.id()));
        }
        return abouts;
    }

    /**
     * Refuses that a person has a record without a place among those that have one.
     *
     * @param waiting of which records the place was not found
     */
    void requireBefore(List<About> waiting) {
        Map<Hash, UUID> still = new HashMap<>();
        waiting.forEach(about -> still.put(about.person(), about.record()));
        for (Walker walker : walkers) {
            @Nullable UUID record = still.get(walker.label);
            if (record != null && walker.count > walker.before) {
                throw Waiting.contradicted(record);
            }
        }
    }

    /** The persons whose count has grown. */
    Map<Hash, Long> counts() {
        Map<Hash, Long> counts = new HashMap<>();
        for (Walker walker : walkers) {
            if (walker.count > walker.before) {
                counts.put(walker.label, walker.count);
            }
        }
        return counts;
    }

    /** How many tags were found to be somebody's. */
    long counted() {
        return counted;
    }

    /** How many are nobody's who has keys. */
    long unclaimed() {
        return unclaimed;
    }
}
