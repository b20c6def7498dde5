package dev.visor.gateway.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Unwrapped keys for a short time, few of them. It hands out copies, so that wiping one here wipes none in use. A key past
 * its time is wiped at the next call at the latest, never handed out.
 */
final class ExpiringKeys<K> implements AutoCloseable {

    private final Map<K, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final Duration time;
    private final Clock clock;

    ExpiringKeys(int most, Duration time, Clock clock) {
        this.most = most;
        this.time = time;
        this.clock = clock;
    }

    synchronized @Nullable DataKey copyOf(K name) {
        sweep();
        Held found = held.get(name);
        return found == null ? null : found.key.copy();
    }

    synchronized void put(K name, DataKey key) {
        sweep();
        Held old = held.put(name, new Held(key.copy(), clock.instant().plus(time)));
        if (old != null) {
            old.key.destroy();
        }
        Iterator<Held> eldest = held.values().iterator();
        while (held.size() > most) {
            eldest.next().key.destroy();
            eldest.remove();
        }
    }

    synchronized void evict(Predicate<K> which) {
        held.entrySet().removeIf(entry -> {
            boolean goes = which.test(entry.getKey());
            if (goes) {
                entry.getValue().key.destroy();
            }
            return goes;
        });
    }

    @Override
    public void close() {
        evict(name -> true);
    }

    private void sweep() {
        Instant now = clock.instant();
        held.values().removeIf(entry -> {
            boolean goes = !now.isBefore(entry.until);
            if (goes) {
                entry.key.destroy();
            }
            return goes;
        });
    }

    private record Held(DataKey key, Instant until) {}
}
