package dev.visor.gateway.trail;

import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.standing.SpaceForecast;
import dev.visor.audit.standing.SpaceSample;
import dev.visor.audit.standing.StandingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures once a day how much room the trail takes, and foretells when there is none left. */
final class SpaceKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceKeeper.class);
    private static final long PAUSE_MILLIS = 60_000;

    private final StandingRows rows;
    private final Sequencer sequencer;
    private final SequencerSettings published;
    private final Clock clock;
    private final Turns turns = new Turns("trail-space", PAUSE_MILLIS, this::turn);

    SpaceKeeper(StandingRows rows, Sequencer sequencer, SequencerSettings published, Clock clock) {
        this.rows = rows;
        this.sequencer = sequencer;
        this.published = published;
        this.clock = clock;
    }

    void start() {
        turns.start();
    }

    /** Measures unless today, in UTC, was measured already, or nobody can tell how much room is left. */
    void turn() {
        Instant now = clock.instant();
        if (!sequencer.leads() || rows.sampled(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return;
        }
        try {
            OptionalLong free = published.places().free();
            if (free.isEmpty()) {
                return;
            }
            rows.add(new SpaceSample(now, published.places().used(), rows.tables(), free.getAsLong()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SpaceForecast forecast = forecast();
        if (forecast.level().warns()) {
            LOG.warn("The store of the trail will be full at {}: nothing can be shown from then on", forecast.full());
        }
    }

    /** When the store will be full, as far as the samples tell. */
    SpaceForecast forecast() {
        return SpaceForecast.of(samples(), clock.instant());
    }

    /** The newest sample. */
    Optional<SpaceSample> newest() {
        List<SpaceSample> samples = samples();
        return samples.isEmpty() ? Optional.empty() : Optional.of(samples.getLast());
    }

    private List<SpaceSample> samples() {
        return rows.samples(clock.instant().minus(SpaceForecast.WINDOW).minus(Duration.ofDays(1)));
    }

    @Override
    public void close() {
        turns.close();
    }
}
