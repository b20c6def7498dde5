package dev.visor.gateway.trail;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.search.SearchIndex;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the search index up with the trail in the background, so that a search has little left to do. Whatever fails here
 * delays searches, which say so, and nothing else.
 */
final class SearchKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SearchKeeper.class);
    private static final long EVERY_MILLIS = 500;
    private static final long STOP_MILLIS = 5_000;

    private final SearchIndex index;
    private final boolean rebuild;
    private boolean failed;
    private @Nullable CountDownLatch stopping;
    private @Nullable Thread thread;

    /**
     * Keeps an index.
     *
     * @param rebuild whether it is dropped first
     */
    SearchKeeper(SearchIndex index, boolean rebuild) {
        this.index = index;
        this.rebuild = rebuild;
    }

    @Override
    public synchronized void start() {
        if (rebuild) {
            index.drop();
            LOG.info("The search index was dropped and is made again");
        }
        CountDownLatch stop = new CountDownLatch(1);
        stopping = stop;
        thread = Thread.ofPlatform().name("trail-search").daemon().start(() -> follow(stop));
    }

    private void follow(CountDownLatch stop) {
        try {
            while (!stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                turn(stop);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(CountDownLatch stop) {
        try {
            boolean more = true;
            while (more && stop.getCount() > 0) {
                more = index.step();
            }
            failed = false;
        } catch (TrailUnavailableException e) {
            // Once for each failure: it is tried again soon, and the trail itself tells that its database is away.
            if (!failed) {
                LOG.warn("The search index does not keep up", e);
            }
            failed = true;
        } catch (RuntimeException e) {
            if (!failed) {
                LOG.error("The search index could not be filled", e);
            }
            failed = true;
        }
    }

    @Override
    public synchronized void stop() {
        CountDownLatch stop = stopping;
        Thread running = thread;
        stopping = null;
        if (stop == null || running == null) {
            return;
        }
        stop.countDown();
        try {
            running.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return stopping != null;
    }
}
