package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.standing.StandingRows;
import dev.visor.audit.standing.StandingRows.Check;
import dev.visor.audit.verify.Finding;
import dev.visor.audit.verify.Report;
import dev.visor.audit.verify.TrailVerifier;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Verifies each published log whole, once a day, as anybody could from a copy of it: under the keys that lie outside of the
 * folder, and as the continuation of the newest head that passed.
 *
 * <p>It is the operator's own check: it finds what a disk, a restore or an intruder did to the folder, and proves nothing to
 * somebody who does not trust the operator.
 */
final class VerificationKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VerificationKeeper.class);
    private static final ActorRef ACTOR = ActorRef.system("verification");
    private static final long PAUSE_MILLIS = 60_000;

    /** A log that failed, or could not be read, is looked at again after so long: it may have been mended. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final int LONGEST_FAULT = 500;

    private final StandingRows rows;
    private final Sequencer sequencer;
    private final Logs logs;
    private final SequencerSettings published;
    private final Trails trails;
    private final ApplicationEventPublisher events;
    private final Duration every;
    private final Clock clock;

    /** When a log could not be read. */
    private final Map<String, Instant> unreadable = new ConcurrentHashMap<>();

    private final Turns turns = new Turns("trail-verification", PAUSE_MILLIS, this::turn);

    VerificationKeeper(
            StandingRows rows,
            Sequencer sequencer,
            Logs logs,
            SequencerSettings published,
            Trails trails,
            ApplicationEventPublisher events,
            Duration every,
            Clock clock) {
        if (every.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("visor.trail.verify-every is at least a minute, not " + every);
        }
        this.rows = rows;
        this.sequencer = sequencer;
        this.logs = logs;
        this.published = published;
        this.trails = trails;
        this.events = events;
        this.every = every;
        this.clock = clock;
    }

    void start() {
        turns.start();
    }

    /** The newest check of a log. */
    Optional<Check> newest(String log) {
        return rows.newest(log);
    }

    /** Whether any log did not stand when it was verified last, by whichever replica. */
    boolean failing() {
        return !rows.failing().isEmpty();
    }

    /** Verifies what is due, one log after the other, so that it never takes more than one processor. */
    void turn() {
        if (!sequencer.leads()) {
            return;
        }
        for (String log : logs.all()) {
            Optional<Check> last = rows.newest(log);
            if (!due(log, last)) {
                continue;
            }
            try {
                verify(log, last);
                unreadable.remove(log);
            } catch (IOException e) {
                unreadable.put(log, clock.instant());
                LOG.warn("The log {} could not be read, so it was not verified", log, e);
            }
        }
    }

    private boolean due(String log, Optional<Check> last) {
        Instant now = clock.instant();
        Instant failed = unreadable.get(log);
        if (failed != null && now.isBefore(failed.plus(AGAIN))) {
            return false;
        }
        Duration rest = last.isPresent() && !last.get().passed() && AGAIN.compareTo(every) < 0 ? AGAIN : every;
        return last.isEmpty() || !now.isBefore(last.get().at().plus(rest));
    }

    private void verify(String log, Optional<Check> last) throws IOException {
        LogFolder folder = published.log(log);
        // Read before: what is verified is this head or a later one, and either is a continuation to ask for next time.
        String head = head(folder);
        if (last.isEmpty() && !folder.place().has("checkpoint")) {
            // Nothing was published yet.
            return;
        }
        Report report = new TrailVerifier(folder, trusted(log), old(log)).verify();
        List<Finding> faults = report.findings().stream().filter(Finding::fault).toList();
        trails.append(Entry.of("trail.verify", ACTOR)
                // In the operator's log: in its own, each check would make the log grow.
                .because(Ground.ACCOUNTABILITY)
                .with("log", log)
                .with("size", Long.toString(report.size()))
                .with("faults", Integer.toString(faults.size())));
        if (!faults.isEmpty() && last.map(Check::passed).orElse(true)) {
            alarm(log, report, faults);
        }
        rows.add(
                log,
                new Check(
                        clock.instant(),
                        report.size(),
                        faults.isEmpty(),
                        head,
                        faults.isEmpty() ? null : shortened(faults.getFirst().sentence())));
    }

    private static @Nullable String head(LogFolder folder) throws IOException {
        try {
            return folder.checkpoint().map(SignedCheckpoint::note).orElse(null);
        } catch (NoteException e) {
            // The verifier says what is wrong with it.
            return null;
        }
    }

    /** Asked for, never made: only the sequencer makes keys. */
    private @Nullable VerifierKeys trusted(String log) throws IOException {
        return published.keys().has(log) ? published.keys().keys(log).verifiers() : null;
    }

    private @Nullable SignedCheckpoint old(String log) {
        return rows.newestPassed(log)
                .map(Check::note)
                .map(SignedCheckpoint::parse)
                .orElse(null);
    }

    /** Told once, until the log stands again: before the row is there, so that a crash in between tells it twice. */
    private void alarm(String log, Report report, List<Finding> faults) {
        TenantId tenant = logs.tenant(log).map(TenantId::new).orElse(null);
        VerificationAlarm event = new VerificationAlarm(tenant, report.size(), faults.size());
        LOG.error("{} Log {}: {}", event.sentence(), log, faults.getFirst().sentence());
        try {
            Entry.Draft draft = Entry.of("trail.verify-alarm", ACTOR);
            trails.append((tenant == null ? draft : draft.in(tenant))
                    .because(Ground.ACCOUNTABILITY)
                    .with("size", Long.toString(report.size()))
                    .with("faults", Integer.toString(faults.size())));
        } catch (TrailUnavailableException e) {
            // The trail that does not stand may be the one that cannot be written: health and the row say it all the
            // same.
            LOG.error("The alarm could not be recorded", e);
        }
        events.publishEvent(event);
    }

    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST_FAULT ? sentence : sentence.substring(0, LONGEST_FAULT);
    }

    @Override
    public void close() {
        turns.close();
    }
}
