package dev.visor.audit.restore;

import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.log.LogRows;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.LeafReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes published leaves into the database, one after the other, some hundreds a statement. */
final class AddedLeaves {

    private static final int BATCH = 500;

    private final String log;
    private final RejoinRows rows;
    private final LogRows index;
    private final DerivedRows derived;
    private final Waiting waiting;
    private final TagWalk tags;
    private final Instant now;
    private final LeafReader reader = new LeafReader();

    /** Whose keys open the fields of an actor, by label. */
    private final Map<String, UUID> actors = new HashMap<>();

    private final Map<String, UUID> acted = new HashMap<>();
    private final List<UUID> placed = new ArrayList<>();
    private final List<RejoinRows.Added> added = new ArrayList<>();
    private final List<TagWalk.About> abouts = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private Instant appended;
    private long next;
    private long total;

    /**
     * Takes what comes behind the leaves that the database has.
     *
     * @param first the first of them
     * @param now no record was written later
     */
    AddedLeaves(
            String log,
            long first,
            RejoinRows rows,
            LogRows index,
            Waiting waiting,
            TagWalk tags,
            List<LivingPersons.Living> persons,
            Instant now)
            throws SQLException {
        this.log = log;
        this.next = first;
        this.rows = rows;
        this.index = index;
        this.derived = new DerivedRows(rows, log);
        this.waiting = waiting;
        this.tags = tags;
        this.now = now;
        this.appended = rows.lastAppended();
        persons.forEach(person -> actors.put(person.actor(), person.owner()));
    }

    /** Takes the next leaf, which is a part of an array. */
    void take(long leafIndex, byte[] bytes, int offset, int length, Hash hash) throws SQLException {
        Leaf leaf = read(leafIndex, bytes, offset, length);
        boolean known = waiting.publishes(leaf, hash);
        if (!known) {
            String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
            added.add(new RejoinRows.Added(leaf.id(), leaf.link(), text, hash, appended(leaf.time())));
        }
        abouts.addAll(tags.follow(leaf, known));
        @Nullable UUID owner = actors.get(leaf.actor().label());
        if (owner != null) {
            acted.put(leaf.actor().label(), owner);
        }
        placed.add(leaf.id());
        leaves.add(leaf);
        if (placed.size() == BATCH) {
            flush();
        }
    }

    private Leaf read(long leafIndex, byte[] bytes, int offset, int length) {
        try {
            Leaf leaf = reader.read(bytes, offset, length);
            if (leaf.log().equals(log)) {
                return leaf;
            }
        } catch (NotCanonicalException | IllegalArgumentException e) {
            throw new TrailAlteredException(
                    "The published entry of leaf " + leafIndex + " of " + log + " is no record: " + e.getMessage());
        }
        throw new TrailAlteredException(
                "The published entry of leaf " + leafIndex + " of " + log + " is another log's");
    }

    /**
     * When the record counts as written. The lost database's own time is lost with it; the writer's is near to it. Years are looked
     * for by halves, so it never goes back, and what says to come from the future came now.
     */
    private Instant appended(Instant written) {
        Instant bounded = written.isAfter(now) ? now : written;
        appended = bounded.isAfter(appended) ? bounded : appended;
        return appended;
    }

    /** Writes what was taken. */
    void flush() throws SQLException {
        if (!added.isEmpty()) {
            rows.add(added);
        }
        if (!placed.isEmpty()) {
            index.index(log, next, placed);
        }
        if (!abouts.isEmpty()) {
            rows.addAbout(abouts);
        }
        rows.addActors(acted);
        for (Leaf leaf : leaves) {
            derived.follow(leaf);
        }
        next += placed.size();
        total += added.size();
        added.clear();
        placed.clear();
        abouts.clear();
        acted.clear();
        leaves.clear();
    }

    /** How many records were not in the database. */
    long total() {
        return total;
    }
}
