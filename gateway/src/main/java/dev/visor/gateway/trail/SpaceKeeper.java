package dev.visor.gateway.trail;

import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.standing.SpaceForecast;
import dev.visor.audit.standing.SpaceSample;
import dev.visor.audit.standing.StandingRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Measures unless today, in UTC, was measured already. */
    void turn() {
        Instant now = clock.instant();
        if (!sequencer.leads() || rows.sampled(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return;
        }
        try {
            rows.add(new SpaceSample(
                    now,
                    bytes(published.folder()),
                    rows.tables(),
                    Files.getFileStore(published.folder()).getUsableSpace()));
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

    /** Partial tiles come and go while this looks: a file that is gone takes no room. */
    private static long bytes(Path folder) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }

    @Override
    public void close() {
        turns.close();
    }
}
