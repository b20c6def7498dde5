package dev.visor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.log.KeyFolder;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.AuditEvent;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.record.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A trail with its log on a database and a folder of its own. */
public final class TestTrail implements AutoCloseable {

    /** For whatever comes in the end, on however busy a machine; where all is well nobody waits so long. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Catalogue CATALOGUE = Catalogue.load();

    public final TestDatabase database;
    public final Logs logs;
    public final String log;
    public final Path folder;
    public final KeyFolder keys;
    public final Trail trail;
    public final Sequencer sequencer;
    private final Clock clock;

    /** Uses {@code trail} and {@code log-keys} below a folder. */
    public TestTrail(Path folder) {
        this(folder, new TestDatabase());
    }

    /** The same on a database of one's own. */
    public TestTrail(Path folder, TestDatabase database) {
        this(folder, database, Clock.systemUTC());
    }

    /** The same at another time; the database's own clock goes on. */
    public TestTrail(Path folder, TestDatabase database, Clock clock) {
        this.clock = clock;
        this.database = database;
        this.logs = new Logs(database.trail());
        this.log = logs.origin(UUID.randomUUID());
        this.folder = folder;
        this.keys = new KeyFolder(folder.resolve("log-keys"));
        this.trail = open(UUID.randomUUID());
        this.sequencer = sequencer();
    }

    /** Another writer on the same database. */
    public Trail open(UUID replica) {
        return Trail.open(database.trail(), logs, CATALOGUE, TrailSettings.of(replica, clock));
    }

    /** Opens the next epoch, once the database has seen that the former one's connection is gone. */
    public void reopen() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!trail.reopen()) {
            assertThat(Instant.now()).as(trail.failure().orElse("")).isBefore(deadline);
        }
    }

    /** Another sequencer on the same database and folder. */
    public Sequencer sequencer() {
        return new Sequencer(
                database.trail(),
                new Logs(database.trail()),
                new SequencerSettings(folder.resolve("trail"), keys, clock, 4096));
    }

    /** The published folder of {@link #log}. */
    public LogFolder published() {
        return new LogFolder(folder.resolve("trail").resolve(log));
    }

    /** A record about one face shown. */
    public Receipt show(ObjectLabel view, Person... persons) {
        return trail.append(log, shown(view, persons));
    }

    /** Ends what {@link #show} began. */
    public Receipt sent(Receipt intent) {
        return trail.append(log, CATALOGUE.outcome(details("view.sent", List.of(), List.of()), intent.record()));
    }

    public static AuditEvent shown(ObjectLabel view, Person... persons) {
        return CATALOGUE.event(details("view.show", List.of(view), List.of(persons)));
    }

    public static Details details(String action, List<ObjectLabel> objects, List<Person> persons) {
        return new Details(
                action,
                new Actor(
                        "person:"
                                + Hash.leaf("ann".getBytes(StandardCharsets.UTF_8))
                                        .toUrl(),
                        "annotator"),
                "training of a landmark model",
                "consent",
                objects,
                persons,
                Map.of("decision", "allowed"),
                Map.of("actor.name", "c2VhbGVk"));
    }

    public static ObjectLabel view() {
        return ObjectLabel.of("view", UUID.randomUUID());
    }

    public static Person person(String name) {
        return new Person(
                Hash.leaf(("label of " + name).getBytes(StandardCharsets.UTF_8)),
                Hash.leaf(("tag key of " + name).getBytes(StandardCharsets.UTF_8))
                        .toBytes());
    }

    @Override
    public void close() {
        sequencer.close();
        trail.close();
    }
}
