package dev.visor.gateway.access;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestReceipts;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A trail in memory, which can be made unavailable. */
final class KeptTrails implements Trails {

    final List<Entry> written = new ArrayList<>();
    boolean available = true;

    @Override
    public Receipt append(Entry entry) {
        if (!available) {
            throw new TrailUnavailableException("stopped", null);
        }
        written.add(entry);
        return TestReceipts.covering(Clock.systemUTC());
    }

    @Override
    public Receipt outcome(Receipt intent, Entry outcome) {
        return append(outcome);
    }
}
