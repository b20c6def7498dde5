package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.witness.Witness;
import dev.visor.audit.witness.WitnessPolicy;
import dev.visor.audit.witness.WitnessRounds;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Asks the witnesses about each log as it grows, and tells when one of them knows another history. */
final class WitnessKeeper implements WitnessRounds.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessKeeper.class);
    private static final ActorRef ACTOR = ActorRef.system("witnessing");
    private static final long PAUSE_MILLIS = 5_000;

    private final @Nullable WitnessRounds rounds;
    private final Sequencer sequencer;
    private final Logs logs;
    private final SequencerSettings published;
    private final Trails trails;
    private final ApplicationEventPublisher events;
    private final Set<Complaint> complaints = ConcurrentHashMap.newKeySet();
    private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();
    private final Turns turns = new Turns("trail-witnesses", PAUSE_MILLIS, this::turn);

    /** Why a witness did not cosign, which is logged once. */
    private record Complaint(String witness, String log, String sentence) {}

    /** Told once: it is an alarm until somebody has looked and started anew. */
    private record Alarm(String witness, String log, boolean rolledBack) {}

    WitnessKeeper(
            Optional<WitnessPolicy> policy,
            Sequencer sequencer,
            Logs logs,
            SequencerSettings published,
            Trails trails,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rounds = policy.map(named -> new WitnessRounds(named, VouchingSettings.PATIENCE, this, clock))
                .orElse(null);
        this.sequencer = sequencer;
        this.logs = logs;
        this.published = published;
        this.trails = trails;
        this.events = events;
    }

    void start() {
        if (rounds != null) {
            turns.start();
        }
    }

    /** Whether anybody is named. */
    boolean configured() {
        return rounds != null;
    }

    /** Since when a log has had records for which no quorum vouches. */
    Optional<Instant> withoutQuorumSince() {
        return rounds == null ? Optional.empty() : rounds.withoutQuorumSince();
    }

    /** Whether a witness knows another history. */
    boolean alarmed() {
        return !alarms.isEmpty();
    }

    /** Asks once about each log. */
    void turn() {
        WitnessRounds asking = rounds;
        if (asking == null || !sequencer.leads()) {
            return;
        }
        for (String log : logs.all()) {
            try {
                asking.round(published.log(log));
            } catch (IOException | NoteException e) {
                LOG.warn("Nobody can be asked about the log {}", log, e);
            }
        }
    }

    @Override
    public void cosigned(SignedCheckpoint note, boolean quorum) {
        sequencer.cosigned(note, quorum);
    }

    @Override
    public void without(Witness witness, String log, String sentence) {
        if (complaints.add(new Complaint(witness.name(), log, sentence))) {
            LOG.warn("No cosignature for the log {}: {}", log, sentence);
        }
    }

    @Override
    public void alarm(Witness witness, String log, boolean rolledBack, long known, long ours) {
        Alarm alarm = new Alarm(witness.name(), log, rolledBack);
        if (!alarms.add(alarm)) {
            return;
        }
        TenantId tenant = logs.tenant(log).map(TenantId::new).orElse(null);
        WitnessAlarm event = new WitnessAlarm(tenant, witness.name(), rolledBack, known, ours);
        LOG.error("{} Log {}", event.sentence(), log);
        try {
            Entry.Draft draft = Entry.of("trail.witness-alarm", ACTOR);
            trails.append((tenant == null ? draft : draft.in(tenant))
                    .because(Ground.ACCOUNTABILITY)
                    .with("witness", witness.name())
                    .with("reason", rolledBack ? "rolled-back" : "forked")
                    .with("known", Long.toString(known))
                    .with("size", Long.toString(ours)));
            events.publishEvent(event);
        } catch (TrailUnavailableException e) {
            // It is told again with the next turn.
            alarms.remove(alarm);
            LOG.error("The alarm could not be recorded", e);
        }
    }

    @Override
    public void close() {
        turns.close();
        if (rounds != null) {
            rounds.close();
        }
    }
}
