package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.standing.SpaceForecast;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.timestamp.TimeTokenException;
import dev.visor.audit.witness.WitnessPolicy;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.LogStanding.Figures;
import dev.visor.gateway.trail.LogStanding.Head;
import dev.visor.gateway.trail.LogStanding.Space;
import dev.visor.gateway.trail.LogStanding.Stamps;
import dev.visor.gateway.trail.LogStanding.Verification;
import dev.visor.gateway.trail.LogStanding.Witnesses;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link TrailStanding} from the published folder and what the keepers kept. */
final class PublishedStanding implements TrailStanding {

    private final Logs logs;
    private final SequencerSettings published;
    private final Optional<WitnessPolicy> policy;
    private final WitnessKeeper witnesses;
    private final TimeKeeper time;
    private final VerificationKeeper verification;
    private final SpaceKeeper space;

    PublishedStanding(
            Logs logs,
            SequencerSettings published,
            Optional<WitnessPolicy> policy,
            WitnessKeeper witnesses,
            TimeKeeper time,
            VerificationKeeper verification,
            SpaceKeeper space) {
        this.logs = logs;
        this.published = published;
        this.policy = policy;
        this.witnesses = witnesses;
        this.time = time;
        this.verification = verification;
        this.space = space;
    }

    @Override
    public LogStanding of(@Nullable TenantId tenant) {
        String log = logs.origin(Scope.log(tenant));
        LogFolder folder = published.log(log);
        try {
            return new LogStanding(
                    head(folder), witnesses(folder), stamps(folder), verification(log), space(tenant == null));
        } catch (IOException e) {
            throw new TrailUnavailableException("The published log cannot be read", e);
        }
    }

    /** A head that somebody broke is none; what is wrong with it, the verification says. */
    private static @Nullable Head head(LogFolder folder) throws IOException {
        try {
            Optional<SignedCheckpoint> head = folder.checkpoint();
            if (head.isEmpty()) {
                return null;
            }
            VerifierKeys keys = folder.keys();
            return new Head(head.get().checkpoint().size(), head.get().signedAt(keys));
        } catch (NoteException e) {
            return null;
        }
    }

    private Witnesses witnesses(LogFolder folder) throws IOException {
        if (policy.isEmpty()) {
            return new Witnesses(false, null, 0, false);
        }
        try {
            Optional<SignedCheckpoint> note = folder.witnessed();
            Instant until = note.flatMap(policy.get()::fulfilledAt)
                    .filter(at -> !at.equals(Instant.MAX))
                    .orElse(null);
            if (note.isEmpty() || until == null) {
                return new Witnesses(true, null, 0, witnesses.alarmed());
            }
            int count = (int) policy.get().witnesses().stream()
                    .filter(witness -> note.get().cosignedAt(witness.key()).isPresent())
                    .count();
            return new Witnesses(true, new Head(note.get().checkpoint().size(), until), count, witnesses.alarmed());
        } catch (NoteException e) {
            return new Witnesses(true, null, 0, witnesses.alarmed());
        }
    }

    private Stamps stamps(LogFolder folder) throws IOException {
        TimeFolder tokens = new TimeFolder(folder);
        List<Long> sizes = tokens.sizes();
        if (sizes.isEmpty()) {
            return new Stamps(time.configured(), null);
        }
        try {
            return new Stamps(
                    time.configured(),
                    new Head(sizes.getLast(), tokens.token(sizes.getLast()).time()));
        } catch (TimeTokenException e) {
            return new Stamps(time.configured(), null);
        }
    }

    private @Nullable Verification verification(String log) {
        return verification
                .newest(log)
                .map(check -> new Verification(check.at(), check.size(), check.passed(), check.fault()))
                .orElse(null);
    }

    private Space space(boolean figures) {
        SpaceForecast forecast = space.forecast();
        Figures told = !figures
                ? null
                : space.newest()
                        .map(sample -> new Figures(
                                sample.at(), sample.folders(), sample.tables(), forecast.growth(), sample.free()))
                        .orElse(null);
        return new Space(forecast.level().label(), forecast.full(), told);
    }
}
