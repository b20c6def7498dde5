package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.timestamp.TimeClient;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.timestamp.TimeToken;
import dev.visor.audit.timestamp.TimeTokenException;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has each log that grew stamped, every so often and when asked. */
final class TimeKeeper implements Vouching, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TimeKeeper.class);
    private static final ActorRef ACTOR = ActorRef.system("timekeeping");
    private static final long PAUSE_MILLIS = 5_000;

    /** An authority that gave no token is left alone for so long. */
    private static final Duration REST = Duration.ofMinutes(5);

    private final @Nullable TimeClient authority;
    private final Duration every;
    private final Sequencer sequencer;
    private final Logs logs;
    private final SequencerSettings published;
    private final Trails trails;
    private final Clock clock;

    /** When each log was stamped last. */
    private final Map<String, Instant> stamped = new ConcurrentHashMap<>();

    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Turns turns = new Turns("trail-time", PAUSE_MILLIS, this::turn);
    private volatile Instant resting = Instant.MIN;

    TimeKeeper(
            Optional<TimeClient> authority,
            Duration every,
            Sequencer sequencer,
            Logs logs,
            SequencerSettings published,
            Trails trails,
            Clock clock) {
        this.authority = authority.orElse(null);
        this.every = every;
        this.sequencer = sequencer;
        this.logs = logs;
        this.published = published;
        this.trails = trails;
        this.clock = clock;
    }

    void start() {
        if (authority != null) {
            turns.start();
        }
    }

    /** Whether an authority is named. */
    boolean configured() {
        return authority != null;
    }

    /** Whether the authority gave no token when it was asked last. */
    boolean failing() {
        return clock.instant().isBefore(resting);
    }

    @Override
    public void stampSoon(@Nullable TenantId tenant) {
        if (authority != null) {
            wanted.add(logs.origin(Scope.log(tenant)));
        }
    }

    /** Stamps what is due. */
    void turn() {
        if (authority == null || !sequencer.leads() || failing()) {
            return;
        }
        for (String log : logs.all()) {
            boolean asked = wanted.remove(log);
            try {
                if (asked || due(log)) {
                    stamp(log, authority);
                }
            } catch (IOException | NoteException | TimeTokenException e) {
                if (asked) {
                    wanted.add(log);
                }
                resting = clock.instant().plus(REST);
                LOG.warn("The log {} was not stamped", log, e);
                return;
            }
        }
    }

    private boolean due(String log) throws IOException {
        Instant last = stamped.get(log);
        if (last == null) {
            last = newest(new TimeFolder(published.log(log)));
            stamped.put(log, last);
        }
        return !clock.instant().isBefore(last.plus(every));
    }

    /** A token that somebody broke does not keep the next one away. */
    private static Instant newest(TimeFolder tokens) throws IOException {
        List<Long> sizes = tokens.sizes();
        try {
            return sizes.isEmpty()
                    ? Instant.EPOCH
                    : tokens.token(sizes.getLast()).time();
        } catch (TimeTokenException e) {
            return Instant.EPOCH;
        }
    }

    private void stamp(String log, TimeClient client) throws IOException {
        LogFolder folder = published.log(log);
        Optional<SignedCheckpoint> head = folder.checkpoint();
        if (head.isEmpty()) {
            return;
        }
        Optional<TimeToken> token = new TimeFolder(folder).stamp(head.get(), client);
        if (token.isEmpty()) {
            return;
        }
        stamped.put(log, token.get().time());
        // In the operator's log: in its own, each token would make the log grow, and the next token due.
        trails.append(Entry.of("trail.timestamp", ACTOR)
                .because(Ground.ACCOUNTABILITY)
                .with("log", log)
                .with("size", Long.toString(head.get().checkpoint().size()))
                .with("time", token.get().time().toString()));
    }

    @Override
    public void close() {
        turns.close();
    }
}
