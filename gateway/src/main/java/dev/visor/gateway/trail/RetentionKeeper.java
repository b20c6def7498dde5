package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.Receipt;
import dev.visor.audit.counts.CountMap;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.retention.Retention;
import dev.visor.audit.retention.RetentionRows;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the years of all logs, and removes those that were kept long enough. For ever is the default: that entries are removed has
 * to be said, by whoever knows for how long the law wants them.
 */
final class RetentionKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionKeeper.class);
    private static final ActorRef ACTOR = ActorRef.system("retention");
    private static final long PAUSE_MILLIS = 600_000;

    /** The sequencer takes a turn every quarter of a second. */
    private static final Duration PUBLISHED = Duration.ofSeconds(10);

    private final RetentionRows rows;
    private final CountedTrail counted;
    private final Sequencer sequencer;
    private final Logs logs;
    private final SequencerSettings published;
    private final Trails trails;
    private final int years;
    private final Clock clock;
    private final Turns turns = new Turns("trail-retention", PAUSE_MILLIS, this::turn);

    /**
     * Keeps the years.
     *
     * @param years for how many years after their own entries are kept; 0 for ever
     */
    RetentionKeeper(
            RetentionRows rows,
            CountedTrail counted,
            Sequencer sequencer,
            Logs logs,
            SequencerSettings published,
            Trails trails,
            int years,
            Clock clock) {
        if (years < 0 || years > 1000) {
            throw new IllegalArgumentException("visor.trail.keep-years is 1 to 1000, or 0 for ever, not " + years);
        }
        this.rows = rows;
        this.counted = counted;
        this.sequencer = sequencer;
        this.logs = logs;
        this.published = published;
        this.trails = trails;
        this.years = years;
        this.clock = clock;
    }

    void start() {
        turns.start();
    }

    /** One log behind the other; one that cannot be read or written harms no other. */
    void turn() {
        if (!sequencer.leads()) {
            return;
        }
        for (String log : logs.all()) {
            Retention retention = new Retention(rows, log, published.log(log), clock, PUBLISHED, new Records(log));
            try {
                int ended = retention.endYears();
                if (ended > 0) {
                    LOG.info("{} years of the log {} have ended", ended, log);
                }
                long removed = years == 0 ? 0 : retention.removeExpired(years);
                if (removed > 0) {
                    LOG.info("{} records of the log {} were removed: they were kept for {} years", removed, log, years);
                }
            } catch (IOException e) {
                LOG.warn("The years of the log {} could not be looked after; they are tried again", log, e);
            }
        }
    }

    /** Writes to one log. */
    private final class Records implements Retention.Recorder {

        private final @Nullable TenantId tenant;

        Records(String log) {
            tenant = logs.tenant(log).map(TenantId::new).orElse(null);
        }

        @Override
        public Receipt record(String action, Map<String, String> facts) {
            Entry entry = entry(action);
            facts.forEach(entry::with);
            return trails.append(entry);
        }

        @Override
        public Receipt outcome(String action, Receipt intent) {
            return trails.outcome(intent, entry(action));
        }

        private Entry entry(String action) {
            Entry.Draft draft = Entry.of(action, ACTOR);
            return (tenant == null ? draft : draft.in(tenant)).because(Ground.MINIMISATION);
        }

        @Override
        public Optional<CountMap> counts(long covered) throws IOException {
            return tenant == null ? Optional.empty() : counted.upTo(tenant, covered);
        }
    }

    @Override
    public void close() {
        turns.close();
    }
}
