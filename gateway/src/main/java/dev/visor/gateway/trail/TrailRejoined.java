package dev.visor.gateway.trail;

import dev.visor.audit.log.PlaceUnavailableException;
import dev.visor.audit.restore.Rejoin;
import dev.visor.audit.restore.Rejoined;
import dev.visor.audit.restore.RestoredDatabase;
import dev.visor.audit.restore.RestoredDatabase.Behind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That the database knows all that was signed of its logs. The trail is opened behind this bean, so nothing is written before.
 *
 * <p>The order of a start on a restored database: migrations, keys; then the rejoin, when this bean is made; then the trail, and with
 * it {@link Trails#append}. When the beans are started, the sequencer takes its first turn in phase 0 and the records about the
 * rejoin are written in {@link #PHASE}. The web server comes in phase {@code Integer.MAX_VALUE - 2048}, and the jobs of the work queue
 * behind it. Whoever has to catch up with a restored database before anybody is served is a
 * {@link org.springframework.context.SmartLifecycle} of a phase between: there persons' records are counted, and records can
 * be appended.
 */
public final class TrailRejoined {

    /** The phase in which the records about a rejoin are written, and the findings opened. */
    public static final int PHASE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(TrailRejoined.class);

    private final boolean now;

    private TrailRejoined(boolean now) {
        this.now = now;
    }

    /**
     * Looks, and rejoins if that is wanted.
     *
     * @param wanted whether the operator says that a backup was restored
     * @throws dev.visor.audit.restore.RestoredDatabaseException if it was and nobody says so
     * @throws dev.visor.audit.TrailAlteredException if it cannot be rejoined
     */
    static TrailRejoined settle(RestoredDatabase database, Rejoin rejoin, boolean wanted) {
        try {
            List<Behind> behind = database.behind();
            if (behind.isEmpty()) {
                return new TrailRejoined(false);
            }
            if (!wanted) {
                RestoredDatabase.require(behind);
            }
            List<Rejoined> done = rejoin.run();
            done.forEach(one -> LOG.warn("The restored database was rejoined with its published log: {}", one));
            for (String log : database.stranded()) {
                LOG.warn("The log {} is published and unknown to the restored database: its tenant came later", log);
            }
            return new TrailRejoined(!done.isEmpty());
        } catch (PlaceUnavailableException e) {
            if (wanted) {
                throw new UncheckedIOException("The published trail does not answer, so nothing can be rejoined", e);
            }
            // The heads beside the keys are no older, but for another replica's last turns.
            database.require();
            LOG.warn("The published trail does not answer; the heads beside its keys are all that was looked at", e);
            return new TrailRejoined(false);
        } catch (IOException e) {
            throw new UncheckedIOException("The published trail cannot be read", e);
        }
    }

    /** Whether this very start rejoined a log. */
    public boolean now() {
        return now;
    }
}
