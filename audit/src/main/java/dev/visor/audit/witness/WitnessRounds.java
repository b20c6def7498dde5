package dev.visor.audit.witness;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Asks all witnesses of a policy about the newest checkpoint of a log, each in a thread of its own. One that hangs is left out
 * of the next rounds until it has timed out, and holds up neither them nor anybody who writes.
 *
 * <p>All are asked about the same checkpoint: cosignatures of different sizes never make a quorum.
 */
public final class WitnessRounds implements AutoCloseable {

    private final WitnessPolicy policy;
    private final List<WitnessClient> clients;
    private final Listener listener;
    private final Clock clock;
    private final Duration patience;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Task> running = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

    /** One witness and one log. */
    private record Task(Witness witness, String log) {}

    /** Is told what came of asking, from several threads. */
    public interface Listener {

        /**
         * Cosignatures came.
         *
         * @param note with all lines that it has by now
         * @param quorum whether they are enough
         */
        void cosigned(SignedCheckpoint note, boolean quorum);

        /** A witness gave no cosignature, for a reason that may pass. */
        void without(Witness witness, String log, String sentence);

        /**
         * A witness knows another history than ours: a person must look.
         *
         * @param rolledBack true if it knows a larger tree, false if another one
         * @param known size of the tree that it knows
         * @param ours size of the tree that it was asked about
         */
        void alarm(Witness witness, String log, boolean rolledBack, long known, long ours);
    }

    /**
     * Prepares to ask.
     *
     * @param patience for each request
     * @throws PolicyException if a witness has no address
     */
    public WitnessRounds(WitnessPolicy policy, Duration patience, Listener listener, Clock clock) {
        this.policy = policy;
        this.clients = policy.witnesses().stream()
                .map(witness -> new WitnessClient(witness, patience))
                .toList();
        this.patience = patience;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Asks about a log's newest checkpoint whoever has not cosigned it, and returns when the quorum is reached, or everybody
     * has answered or timed out.
     *
     * @param log its published folder
     * @throws IOException if the folder cannot be read
     * @throws NoteException if its checkpoint is none, or a line of a witness in it does not verify
     */
    public void round(LogFolder log) throws IOException {
        Optional<SignedCheckpoint> published = log.checkpoint();
        if (published.isEmpty()) {
            return;
        }
        Round round = new Round(log, published.get());
        String origin = published.get().checkpoint().origin();
        if (round.quorum()) {
            waiting.remove(origin);
        } else {
            waiting.putIfAbsent(origin, since(published.get(), log));
        }
        for (WitnessClient client : clients) {
            round.begin(client);
        }
        round.await();
    }

    /** After a restart the log's own time tells for how long nobody has vouched. */
    private Instant since(SignedCheckpoint head, LogFolder log) throws IOException {
        Instant now = clock.instant();
        Instant signed = head.signedAt(log.keys());
        return signed != null && signed.isBefore(now) ? signed : now;
    }

    /** Since when some log has had records for which no quorum vouches; empty if there are none. */
    public Optional<Instant> withoutQuorumSince() {
        return waiting.values().stream().min(Instant::compareTo);
    }

    /** One checkpoint and the lines that it gathers. */
    private final class Round {

        private final LogFolder folder;
        private final String origin;
        private final CountDownLatch enough = new CountDownLatch(1);
        private SignedCheckpoint note;
        private int open = 1;

        Round(LogFolder folder, SignedCheckpoint note) {
            this.folder = folder;
            this.note = note;
            this.origin = note.checkpoint().origin();
        }

        synchronized boolean quorum() {
            return policy.fulfilledAt(note).isPresent();
        }

        synchronized void begin(WitnessClient client) {
            Task task = new Task(client.witness(), origin);
            if (note.cosignedAt(client.witness().key()).isEmpty() && running.add(task)) {
                open++;
                SignedCheckpoint head = note;
                executor.execute(() -> {
                    try {
                        take(client, head);
                    } finally {
                        done();
                    }
                });
            }
        }

        /** It is free again before anybody hears of its answer: else the next round could pass it over. */
        private WitnessAnswer ask(WitnessClient client, SignedCheckpoint head) {
            try {
                return client.ask(head, folder);
            } finally {
                running.remove(new Task(client.witness(), origin));
            }
        }

        private void take(WitnessClient client, SignedCheckpoint head) {
            Witness witness = client.witness();
            try {
                switch (ask(client, head)) {
                    case WitnessAnswer.Cosigned cosigned -> add(cosigned);
                    case WitnessAnswer.Refused refused -> listener.without(witness, origin, refused.sentence());
                    case WitnessAnswer.Unreachable silent -> listener.without(witness, origin, silent.sentence());
                    case WitnessAnswer.Ahead ahead -> ahead(witness, ahead.size());
                    case WitnessAnswer.Forked forked ->
                        listener.alarm(
                                witness,
                                origin,
                                false,
                                forked.size(),
                                head.checkpoint().size());
                }
            } catch (UncheckedIOException | IOException | NoteException e) {
                listener.without(witness, origin, String.valueOf(e.getMessage()));
            }
        }

        private synchronized void add(WitnessAnswer.Cosigned cosigned) {
            note = note.with(List.of(cosigned.line()));
            boolean quorum = policy.fulfilledAt(note).isPresent();
            listener.cosigned(note, quorum);
            if (quorum) {
                waiting.remove(origin);
                enough.countDown();
            }
        }

        /** While the answer was under way the log may have grown, and another replica have shown it. */
        private void ahead(Witness witness, long known) throws IOException {
            long ours =
                    folder.checkpoint().map(head -> head.checkpoint().size()).orElse(0L);
            if (known > ours) {
                listener.alarm(witness, origin, true, known, ours);
            }
        }

        private synchronized void done() {
            if (--open == 0) {
                enough.countDown();
            }
        }

        void await() {
            done();
            try {
                // Longer than any single request: three tries are the most that a client makes.
                enough.await(patience.toMillis() * 4, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
