package dev.visor.audit.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits until a record stands in what is published. */
public final class Publication {

    /** Whoever sequences may be another process, so nobody can be told: it is looked again this often. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Publication() {}

    /**
     * Waits for a record.
     *
     * @param folder of its log
     * @param index the record's leaf index; empty while it has none
     * @param patience how long is waited; nothing, and it is looked once
     * @return whether it is published; not so if this thread was interrupted, which it stays
     * @throws IOException if the published log cannot be read
     */
    public static boolean await(LogFolder folder, Supplier<Optional<Long>> index, Duration patience)
            throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!published(folder, index.get())) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static boolean published(LogFolder folder, Optional<Long> index) throws IOException {
        return index.isPresent()
                && folder.checkpoint()
                        .filter(head -> index.get() < head.checkpoint().size())
                        .isPresent();
    }
}
