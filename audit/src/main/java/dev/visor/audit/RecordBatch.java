package dev.visor.audit;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes records that share a commit, in three statements however many they are. */
final class RecordBatch {

    private final Connection connection;
    private final Clock clock;

    RecordBatch(Connection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    private record Counter(String log, Hash person) implements Comparable<Counter> {
        @Override
        public int compareTo(Counter other) {
            int logs = log.compareTo(other.log);
            return logs != 0 ? logs : person.compareTo(other.person);
        }
    }

    private record About(Counter counter, long k, PendingRecord record) {}

    /** Everything but the commit. */
    List<Receipt> write(List<PendingRecord> batch, Map<String, WriterChain> chains) throws SQLException {
        Map<Counter, Long> counted = count(batch);
        List<About> abouts = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        List<byte[]> leaves = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        List<ChainLink> links = new ArrayList<>();
        for (PendingRecord record : batch) {
            WriterChain chain = chains.get(record.log);
            if (chain == null) {
                throw new IllegalStateException("The chain of " + record.log + " was not read");
            }
            List<Hash> tags = new ArrayList<>();
            for (Person person : record.persons) {
                Counter counter = new Counter(record.log, person.label());
                long k = counted.merge(counter, 1L, Long::sum);
                tags.add(person.tag(k));
                abouts.add(new About(counter, k, record));
            }
            ChainLink link = chain.link();
            Instant time = chain.time(clock.instant().truncatedTo(ChronoUnit.MICROS));
            byte[] leaf = record.leaf(link, time, tags).toBytes();
            Hash hash = Hash.leaf(leaf);
            chain.advance(hash, time);
            links.add(link);
            leaves.add(leaf);
            hashes.add(hash.toBytes());
            receipts.add(receipt(record, time, hash));
        }
        insert(batch, links, leaves, hashes);
        insert(abouts);
        return receipts;
    }

    private Receipt receipt(PendingRecord record, Instant time, Hash leaf) {
        Details details = record.event.details();
        return new Receipt(
                record.id,
                record.log,
                details.actor(),
                details.purpose(),
                Set.copyOf(details.objects()),
                time,
                clock,
                leaf);
    }

    /**
     * Raises the counters of everybody in the batch, in one order everywhere, so that replicas wait for each other but
     * never in a circle.
     *
     * @return the counts before this batch
     */
    private Map<Counter, Long> count(List<PendingRecord> batch) throws SQLException {
        TreeMap<Counter, Long> more = new TreeMap<>();
        for (PendingRecord record : batch) {
            for (Person person : record.persons) {
                more.merge(new Counter(record.log, person.label()), 1L, Long::sum);
            }
        }
        Map<Counter, Long> before = new HashMap<>();
        if (more.isEmpty()) {
            return before;
        }
        List<Counter> counters = List.copyOf(more.keySet());
        try (PreparedStatement raise = connection.prepareStatement("""
                insert into trail_counter as c (log, person, count)
                select log, person, more from unnest(?, ?, ?) with ordinality as t (log, person, more, place) order by place
                on conflict (log, person) do update set count = c.count + excluded.count
                returning log, person, count
                """)) {
            raise.setArray(1, texts(counters.stream().map(Counter::log).toList()));
            raise.setArray(
                    2, bytes(counters.stream().map(c -> c.person().toBytes()).toList()));
            raise.setArray(3, numbers(List.copyOf(more.values())));
            try (ResultSet result = raise.executeQuery()) {
                while (result.next()) {
                    Counter counter = new Counter(result.getString(1), Hash.of(result.getBytes(2)));
                    before.put(counter, result.getLong(3) - more.getOrDefault(counter, 0L));
                }
            }
        }
        return before;
    }

    private void insert(List<PendingRecord> batch, List<ChainLink> links, List<byte[]> leaves, List<byte[]> hashes)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into trail_record (id, log, replica, epoch, n, leaf, leaf_hash)
                select id, log, ?, ?, n, leaf, leaf_hash
                from unnest(?, ?, ?, ?, ?) with ordinality as t (id, log, n, leaf, leaf_hash, place) order by place
                """)) {
            insert.setObject(1, links.getFirst().replica());
            insert.setInt(2, links.getFirst().epoch());
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid", batch.stream().map(r -> r.id).toArray()));
            insert.setArray(4, texts(batch.stream().map(r -> r.log).toList()));
            insert.setArray(5, numbers(links.stream().map(ChainLink::n).toList()));
            insert.setArray(6, bytes(leaves));
            insert.setArray(7, bytes(hashes));
            insert.executeUpdate();
        }
    }

    private void insert(List<About> abouts) throws SQLException {
        if (abouts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into trail_about (log, person, k, record)
                select log, person, k, record from unnest(?, ?, ?, ?) as t (log, person, k, record)
                """)) {
            insert.setArray(1, texts(abouts.stream().map(a -> a.counter().log()).toList()));
            insert.setArray(
                    2,
                    bytes(abouts.stream()
                            .map(a -> a.counter().person().toBytes())
                            .toList()));
            insert.setArray(3, numbers(abouts.stream().map(About::k).toList()));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "uuid", abouts.stream().map(a -> a.record().id).toArray()));
            insert.executeUpdate();
        }
    }

    private Array texts(List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private Array numbers(List<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }

    private Array bytes(List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
