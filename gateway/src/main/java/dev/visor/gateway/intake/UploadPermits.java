package dev.visor.gateway.intake;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;

/**
 * How many pictures come in at the same time: each is held in memory until it is checked. A tenant has a share that leaves
 * room for the others, and nobody waits for ever.
 */
final class UploadPermits {

    private final int share;
    private final Duration patience;
    private final Semaphore all;
    private final Map<TenantId, Semaphore> shares = new ConcurrentHashMap<>();

    /**
     * Makes the permits.
     *
     * @param all pictures at the same time
     * @param share of one tenant's
     * @param patience how long an upload waits for its turn
     */
    UploadPermits(int all, int share, Duration patience) {
        this.all = new Semaphore(all, true);
        this.share = share;
        this.patience = patience;
    }

    /**
     * Waits for this tenant's turn.
     *
     * @throws Refused (503, {@code uploads-busy}) if it does not come in time
     */
    Permit acquire(TenantId tenant) {
        Semaphore own = shares.computeIfAbsent(tenant, of -> new Semaphore(share, true));
        long end = System.nanoTime() + patience.toNanos();
        try {
            // The own share first: whoever has none left must not hold a place that others could use.
            if (own.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                if (all.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    return () -> {
                        all.release();
                        own.release();
                    };
                }
                own.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refused(
                HttpStatus.SERVICE_UNAVAILABLE,
                "uploads-busy",
                "Too many pictures are coming in at the same time: send this one again later.");
    }

    /** The right to send one picture. */
    interface Permit extends AutoCloseable {

        @Override
        void close();
    }
}
