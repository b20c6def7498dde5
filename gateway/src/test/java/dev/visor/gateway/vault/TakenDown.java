package dev.visor.gateway.vault;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.TestReceipts;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Takes records down where there is no log, and gives receipts for what they name. */
class TakenDown implements Trails {

    final List<Entry> taken = new ArrayList<>();

    @Override
    public Receipt append(Entry entry) {
        taken.add(entry);
        return TestReceipts.covering(Clock.systemUTC(), entry.objects().toArray(ObjectLabel[]::new));
    }

    @Override
    public Receipt outcome(Receipt intent, Entry outcome) {
        return append(outcome);
    }
}
