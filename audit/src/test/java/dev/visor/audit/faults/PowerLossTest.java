package dev.visor.audit.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestDatabase;
import dev.visor.audit.TestTrail;
import dev.visor.audit.faults.DiskModel.Unsynced;
import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Power fails between any two system calls. A killed process leaves all that it wrote in the page cache; here whatever was
 * not synced is lost, or half of it, or only names without bytes: folders are made as a disk would have them ({@link
 * DiskModel}), from the calls that strace saw.
 */
class PowerLossTest {

    private static final boolean LONG = Boolean.getBoolean("visor.long");
    private static final long SEED = 20261126;
    private static final int RECORDS = 300;
    private static final int LEDGER_CRASHES = LONG ? 60 : 3;

    @TempDir
    Path place;

    private static void append(TestTrail trail, int records, Map<UUID, Long> acknowledged) {
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                answers.add(callers.submit(() -> {
                    Receipt receipt = trail.show(TestTrail.view(), TestTrail.person("ada"));
                    acknowledged.put(receipt.record(), micros());
                }));
            }
            answers.forEach(answer -> assertThat(answer).succeedsWithin(TestTrail.PATIENCE));
        }
    }

    private static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    private static Report passes(Path folder, @Nullable SignedCheckpoint old) throws IOException {
        Report report = new TrailVerifier(folder, null, old).verify();
        assertThat(report.findings()).filteredOn(Finding::fault).isEmpty();
        return report;
    }

    private static SequencerSettings settings(Path folder) {
        return new SequencerSettings(
                folder.resolve("trail"), new KeyFolder(folder.resolve("log-keys")), Clock.systemUTC(), 256);
    }

    /** The first step of all makes the log's keys and its folder; a later one extends it over the border of a tile. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tilesAndHeadsAreWholeOrMadeAnew(boolean first) throws IOException {
        Random random = new Random(SEED);
        Path own = Files.createDirectory(place.resolve("visor"));
        try (TestTrail trail = new TestTrail(own)) {
            Path calls = place.resolve("calls");
            DiskModel disk;
            Optional<SignedCheckpoint> old;
            try (SequencerProgram.Handle sequencer =
                    SequencerProgram.Handle.start(trail.database.port(), trail.database.name(), own)) {
                append(trail, RECORDS, new ConcurrentHashMap<>());
                if (!first) {
                    assertThat(sequencer.step()).isEqualTo("done");
                    append(trail, RECORDS, new ConcurrentHashMap<>());
                }
                old = trail.published().checkpoint();
                disk = new DiskModel(own);
                try (Strace _ = Strace.attach(calls, List.of(sequencer.thread()), SystemCall.OPTIONS)) {
                    assertThat(sequencer.step()).isEqualTo("done");
                }
            }
            int size = first ? RECORDS : 2 * RECORDS;
            int crashes = 0;
            boolean committed = false;
            for (SystemCall.Timed timed : SystemCall.parse(Files.readAllLines(calls))) {
                disk.apply(timed.call());
                // The database is as it was after the commit: before it, nothing was due. The head is kept right behind
                // it.
                committed |= timed.call() instanceof SystemCall.Create(Path path, boolean _)
                        && path.getFileName().toString().startsWith("head.");
                if (!committed) {
                    continue;
                }
                List<Unsynced> ways = List.of(Unsynced.values());
                for (Unsynced unsynced : LONG ? ways : List.of(ways.get(crashes % ways.size()))) {
                    Path crashed = place.resolve("crashed-" + timed.micros() + "-" + unsynced);
                    disk.crash(crashed, unsynced, random);
                    recovers(trail, crashed, old.orElse(null), size);
                    delete(crashed);
                }
                crashes++;
            }
            assertThat(crashes).isGreaterThan(20);
            // Later, a partial tile that was taken away may come back: it is still the beginning of the full one.
            assertThat(disk.unsure()).as("something is left to be lost").isEqualTo(!first);
        }
    }

    private static void recovers(TestTrail trail, Path crashed, @Nullable SignedCheckpoint old, int size)
            throws IOException {
        Path log = crashed.resolve("trail").resolve(trail.log);
        Optional<SignedCheckpoint> seen = new LogFolder(log).checkpoint();
        if (old != null || seen.isPresent()) {
            passes(log, old);
        }
        try (Sequencer next =
                new Sequencer(trail.database.trail(), new Logs(trail.database.trail()), settings(crashed))) {
            Instant deadline = Instant.now().plus(TestTrail.PATIENCE);
            while (next.step() != 0) {
                assertThat(Instant.now()).isBefore(deadline);
            }
        }
        assertThat(passes(log, seen.orElse(old)).size()).isEqualTo(size);
    }

    /** PostgreSQL's own files: a receipt that was given is a record that is there, however little was synced besides. */
    @Test
    void theLedgerHasWhateverWasAcknowledged() throws Exception {
        Random random = new Random(SEED);
        Path base = place.resolve("base");
        Path calls = place.resolve("calls");
        Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
        DiskModel wal;
        String database;
        try (MortalServer server = MortalServer.create(place.resolve("postgres"));
                TestTrail trail = new TestTrail(place.resolve("visor"), new TestDatabase(server.port()))) {
            append(trail, 20, new ConcurrentHashMap<>());
            database = trail.database.name();
            trail.database.attack("checkpoint");
            copy(server.data(), base);
            wal = new DiskModel(server.data().resolve("pg_wal"));
            List<Long> processes =
                    server.processes().stream().map(ProcessHandle::pid).toList();
            List<String> options = new ArrayList<>(SystemCall.OPTIONS);
            options.add("-f");
            try (Strace _ = Strace.attach(calls, processes, options)) {
                append(trail, RECORDS, acknowledged);
            }
        }
        assertThat(acknowledged).hasSize(RECORDS);
        List<SystemCall.Timed> timed = SystemCall.parse(Files.readAllLines(calls));
        List<Integer> moments = new ArrayList<>(List.of(timed.size() - 1));
        while (moments.size() < LEDGER_CRASHES) {
            moments.add(random.nextInt(timed.size() / 4, timed.size()));
        }
        moments.sort(null);
        int done = 0;
        int due = 0;
        for (int moment : moments) {
            for (; done <= moment; done++) {
                wal.apply(timed.get(done).call());
            }
            long end = moment + 1 < timed.size() ? timed.get(moment + 1).micros() : Long.MAX_VALUE;
            Set<UUID> wanted = new HashSet<>();
            acknowledged.forEach((record, at) -> {
                if (at < end) {
                    wanted.add(record);
                }
            });
            due += wanted.size();
            for (Unsynced unsynced : List.of(Unsynced.LOST, Unsynced.MIXED)) {
                Path crashed = place.resolve("crashed-" + moment + "-" + unsynced);
                copy(base, crashed);
                delete(crashed.resolve("pg_wal"));
                wal.crash(crashed.resolve("pg_wal"), unsynced, random);
                assertThat(recovered(crashed, database)).containsAll(wanted);
                delete(crashed);
            }
        }
        assertThat(due).isGreaterThan(RECORDS);
    }

    private static Set<UUID> recovered(Path data, String database) throws IOException, SQLException {
        Files.delete(data.resolve("postmaster.pid"));
        Set<UUID> records = new HashSet<>();
        try (MortalServer server = MortalServer.on(data);
                Connection connection =
                        TestDatabase.trail(server.port(), database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select id from trail_record")) {
            while (result.next()) {
                records.add(result.getObject(1, UUID.class));
            }
        }
        return records;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(from.relativize(path));
                Files.copy(path, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
