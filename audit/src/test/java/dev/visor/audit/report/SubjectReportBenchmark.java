package dev.visor.audit.report;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestTrail;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.counts.CountRows;
import dev.visor.audit.counts.CountedLeaf;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How long the report about one person takes over a log of five million leaves, from the database's rows to the file: 400
 * records, each with its proof, and the count under its map. Opening names is the gateway's and not in it.
 */
final class SubjectReportBenchmark {

    private static final int RECORDS = 400;
    private static final int OTHERS = Integer.getInteger("visor.bench.leaves", 5_000_000) / RECORDS;
    private static final int RUNS = 20;
    private static final Person ADA = TestTrail.person("ada");

    private SubjectReportBenchmark() {}

    /** Prints the figure. */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("visor-report-bench");
        try (TestTrail trail = new TestTrail(home)) {
            fill(trail);
            CountRows rows = new CountRows(trail.database.trail(), trail.database.trail());
            long size = publish(trail, rows);
            List<Double> millis = new ArrayList<>();
            int bytes = 0;
            for (int run = 0; run < RUNS; run++) {
                long begin = System.nanoTime();
                bytes = report(trail, rows).length;
                millis.add((System.nanoTime() - begin) / 1e6);
            }
            List<Double> sorted = millis.stream().sorted().toList();
            System.err.printf(
                    "%d leaves, %d records, %d kB; first %.0f ms, then median %.0f ms, worst %.0f ms%n",
                    size, RECORDS, bytes / 1000, millis.getFirst(), sorted.get(RUNS / 2), sorted.getLast());
            System.out.printf("bench trail.subject-report %.1f ms%n", sorted.get(RUNS / 2));
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(0);
    }

    /** Records about one person among those about nobody, which nothing here reads. */
    private static void fill(TestTrail trail) throws SQLException {
        UUID replica = UUID.randomUUID();
        try (Connection connection = trail.database.trail().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into trail_record (id, log, replica, epoch, n, leaf, leaf_hash)
                        select gen_random_uuid(), ?, ?, 1, n, b, sha256('\\x00'::bytea || b)
                        from (select n, decode(lpad(to_hex(n), 200, '0'), 'hex') as b
                              from generate_series(cast(? as bigint), cast(? as bigint)) as n) as filler
                        """)) {
            statement.execute("insert into trail_epoch (replica, epoch) values ('" + replica + "', 1)");
            insert.setString(1, trail.log);
            insert.setObject(2, replica);
            for (int i = 0; i < RECORDS; i++) {
                insert.setLong(3, (long) i * OTHERS + 1);
                insert.setLong(4, (long) (i + 1) * OTHERS);
                insert.executeUpdate();
                trail.show(TestTrail.view(), ADA);
            }
        }
    }

    private static long publish(TestTrail trail, CountRows rows) throws SQLException, IOException {
        index(trail, 0);
        long covered = (long) RECORDS * (OTHERS + 1);
        CountMap map = CountMap.of(
                List.of(new CountMap.Entry(
                        ADA.key().place(covered), CountMap.commit(ADA.key().salt(covered), RECORDS))),
                new SecureRandom());
        trail.published().writeCounts(covered, map.toBytes());
        Details shown = TestTrail.details(CountedLeaf.ACTION, List.of(), List.of());
        Map<String, String> facts = Map.of(
                CountedLeaf.COVERED, Long.toString(covered),
                CountedLeaf.ENTRIES, Integer.toString(map.size()),
                CountedLeaf.ROOT, map.root().toUrl());
        Receipt receipt = trail.trail.append(
                trail.log,
                Catalogue.load()
                        .event(new Details(
                                shown.action(),
                                shown.actor(),
                                shown.purpose(),
                                shown.basis(),
                                List.of(),
                                List.of(),
                                facts,
                                shown.sealed())));
        try (CountRows.Turn turn = rows.turn(trail.log)) {
            turn.remember(covered, receipt.record());
        }
        index(trail, covered);
        return tiles(trail);
    }

    private static void index(TestTrail trail, long from) throws SQLException {
        try (Connection connection = trail.database.trail().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into trail_index (log, leaf, record)
                        select log, ? + row_number() over (order by seq) - 1, id from trail_record r
                        where log = ? and not exists (select 1 from trail_index i where i.record = r.id)
                        """)) {
            insert.setLong(1, from);
            insert.setString(2, trail.log);
            insert.executeUpdate();
        }
    }

    /** All tiles of hashes, written without the care that a running log takes. */
    private static long tiles(TestTrail trail) throws SQLException, IOException {
        Frontier tree = new Frontier();
        List<List<Hash>> levels = new ArrayList<>();
        List<Long> written = new ArrayList<>();
        LogFolder folder = trail.published();
        try (Connection connection = trail.database.trail().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement("""
                    select r.leaf_hash from trail_index i join trail_record r on r.id = i.record
                    where i.log = ? order by i.leaf
                    """)) {
                select.setFetchSize(10_000);
                select.setString(1, trail.log);
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        Hash hash = Hash.of(result.getBytes(1));
                        tree.add(hash);
                        add(folder, levels, written, 0, hash);
                    }
                }
            }
        }
        for (int level = 0; level < levels.size(); level++) {
            if (!levels.get(level).isEmpty()) {
                write(
                        folder,
                        new Tile(level, written.get(level), levels.get(level).size()),
                        levels.get(level));
            }
        }
        Files.writeString(
                folder.path().resolve("log.vkey"),
                trail.keys.keys(trail.log).verifiers().file());
        Files.writeString(
                folder.path().resolve("checkpoint"),
                trail.keys
                        .keys(trail.log)
                        .sign(new Checkpoint(trail.log, tree.size(), tree.root()), Instant.now())
                        .note());
        return tree.size();
    }

    private static void add(LogFolder folder, List<List<Hash>> levels, List<Long> written, int level, Hash hash)
            throws IOException {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
            written.add(0L);
        }
        List<Hash> row = levels.get(level);
        row.add(hash);
        if (row.size() == Tile.WIDTH) {
            write(folder, new Tile(level, written.get(level), Tile.WIDTH), row);
            written.set(level, written.get(level) + 1);
            Hash above = TileTree.root(row);
            row.clear();
            add(folder, levels, written, level + 1, above);
        }
    }

    private static void write(LogFolder folder, Tile tile, List<Hash> hashes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Hash.LENGTH);
        hashes.forEach(hash -> bytes.put(hash.toBytes()));
        Path file = folder.file(tile);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static byte[] report(TestTrail trail, CountRows rows) throws IOException {
        ReportWriter writer = ReportWriter.open(trail.published()).orElseThrow();
        TrailRecords records = new TrailRecords(trail.database.trail());
        List<ReportWriter.Source> sources = new ArrayList<>();
        List<Stored> page = List.of();
        do {
            page = records.about(
                    trail.log, ADA.label(), page.isEmpty() ? 0 : page.getLast().k(), 200);
            for (Stored stored : page) {
                sources.add(new ReportWriter.Source(
                        stored.k(), Objects.requireNonNull(stored.index()), stored.leaf(), Map.of("kind", "shown")));
            }
        } while (!page.isEmpty());
        return ReportJson.write(writer.write(
                "P-1",
                Instant.now(),
                ADA.key(),
                sources,
                rows.newest(trail.log, writer.size()).orElse(null),
                null,
                0));
    }
}
