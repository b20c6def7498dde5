package dev.visor.audit.restore;

import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The heads of one log that are known outside of the database, each signed by the log's keys.
 *
 * @param heads the smallest tree first
 */
record KnownHeads(List<SignedCheckpoint> heads) {

    /**
     * Reads them.
     *
     * @param places whether the published head is asked for, too
     * @throws TrailAlteredException if one is not signed, two contradict each other, or the keys are gone
     */
    static KnownHeads of(SequencerSettings published, String log, boolean places) throws IOException {
        List<SignedCheckpoint> found = new ArrayList<>();
        try {
            published.keys().head(log).ifPresent(found::add);
            if (places) {
                published.log(log).checkpoint().ifPresent(found::add);
            }
            if (found.isEmpty()) {
                return new KnownHeads(List.of());
            }
            if (!published.keys().has(log)) {
                throw new TrailAlteredException(
                        "The keys of " + log + " are missing beside the root keys: it must not go on under others");
            }
            VerifierKeys keys = published.keys().keys(log).verifiers();
            found.forEach(head -> head.verify(keys));
        } catch (NoteException e) {
            throw unsigned(log, e);
        }
        return new KnownHeads(ordered(found));
    }

    /**
     * Refuses a head that the log's keys did not sign.
     *
     * @throws TrailAlteredException if they did not
     */
    static void requireSigned(SignedCheckpoint head, VerifierKeys keys) {
        try {
            head.verify(keys);
        } catch (NoteException e) {
            throw unsigned(keys.origin(), e);
        }
    }

    private static TrailAlteredException unsigned(String log, NoteException e) {
        return new TrailAlteredException(
                "A head of " + log + " is not signed by the log's own keys: " + e.getMessage());
    }

    private static List<SignedCheckpoint> ordered(List<SignedCheckpoint> found) {
        TreeMap<Long, SignedCheckpoint> bySize = new TreeMap<>();
        for (SignedCheckpoint head : found) {
            Checkpoint checkpoint = head.checkpoint();
            SignedCheckpoint other = bySize.putIfAbsent(checkpoint.size(), head);
            if (other != null && !other.checkpoint().equals(checkpoint)) {
                throw forked(checkpoint.origin(), checkpoint.size());
            }
        }
        return List.copyOf(bySize.values());
    }

    static TrailAlteredException forked(String log, long size) {
        return new TrailAlteredException(
                "The published log " + log + " has another history of its first " + size + " records than was signed");
    }

    /** Leaves of the newest; 0 where there is none. */
    long size() {
        return heads.isEmpty() ? 0 : heads.getLast().checkpoint().size();
    }

    /** The newest. */
    SignedCheckpoint newest() {
        return heads.getLast();
    }

    /** Those of larger trees than this. */
    List<SignedCheckpoint> beyond(long size) {
        return heads.stream().filter(head -> head.checkpoint().size() > size).toList();
    }

    /**
     * Holds a tree against the head of its size, if there is one.
     *
     * @throws TrailAlteredException if it has another root
     */
    void require(Frontier tree) {
        for (SignedCheckpoint head : heads) {
            Checkpoint checkpoint = head.checkpoint();
            if (checkpoint.size() == tree.size() && !checkpoint.root().equals(tree.root())) {
                throw new TrailAlteredException("The published entries of " + checkpoint.origin()
                        + " do not lead to the root that was signed over " + tree.size() + " records");
            }
        }
    }
}
