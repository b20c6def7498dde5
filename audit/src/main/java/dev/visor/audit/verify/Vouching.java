package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who outside vouches for a log whose head is verified: witnesses and time stamping authorities. */
final class Vouching {

    /** How far clocks of different keepers may lie apart. */
    static final Duration SKEW = Duration.ofMinutes(5);

    /** A log that grew, and for which nobody has vouched for so long, has nobody who vouches. */
    static final Duration LATE = Duration.ofDays(2);

    private final LogFolder folder;
    private final SignedCheckpoint head;
    private final VerifierKeys keys;
    private final Findings findings;
    private final List<String> said = new ArrayList<>();

    /** Leaves of the largest tree for which somebody vouches; -1 if nobody does. */
    private long covered = -1;

    Vouching(LogFolder folder, SignedCheckpoint head, VerifierKeys keys, Findings findings) {
        this.folder = folder;
        this.head = head;
        this.keys = keys;
        this.findings = findings;
    }

    /** Checks whoever is demanded, and says who vouches up to when; empty if nobody is demanded. */
    String check(Vouchers vouchers) throws IOException {
        new Witnesses(this, folder).check(vouchers);
        new TimeTokens(this, folder).check(vouchers);
        if (covered >= 0 && covered < head.checkpoint().size()) {
            findings.remark(
                    Aspect.TIMELINESS,
                    "Nobody vouches yet for the last " + (head.checkpoint().size() - covered) + " leaves");
        }
        return String.join(", ", said);
    }

    SignedCheckpoint head() {
        return head;
    }

    void fault(Aspect aspect, String sentence) {
        findings.fault(aspect, sentence);
    }

    /** Whether another head in the folder is the log's own, and the log goes on from it. */
    boolean extended(String name, SignedCheckpoint note) {
        Checkpoint older = note.checkpoint();
        try {
            note.verify(keys);
        } catch (NoteException e) {
            fault(Aspect.INTEGRITY, name + ": " + e.getMessage());
            return false;
        }
        if (older.size() > head.checkpoint().size()) {
            fault(
                    Aspect.COMPLETENESS,
                    name + ": the log was rolled back, it had " + older.size() + " leaves and has "
                            + head.checkpoint().size());
            return false;
        }
        try {
            TileTree tree = new TileTree(folder, head.checkpoint().size());
            if (tree.consistency(older.size())
                    .connects(older.root(), head.checkpoint().root())) {
                return true;
            }
        } catch (UncheckedIOException e) {
            fault(
                    Aspect.COMPLETENESS,
                    name + ": tiles are missing, so that nothing shows that the log goes on from it");
            return false;
        }
        fault(Aspect.INTEGRITY, name + ": the log was forked, its first " + older.size() + " leaves are others");
        return false;
    }

    /** Takes down that somebody vouches for a verified head up to a time. */
    void vouched(String who, SignedCheckpoint note, Instant until) {
        long size = note.checkpoint().size();
        covered = Math.max(covered, size);
        said.add(who + " for " + size + " leaves until " + until);
        @Nullable Instant own = note.signedAt(keys);
        if (own != null && own.isAfter(until.plus(SKEW))) {
            fault(Aspect.TIMELINESS, "The log states " + own + " for what " + who + " at " + until + " already");
        }
        @Nullable Instant last = head.signedAt(keys);
        if (size < head.checkpoint().size() && last != null && last.isAfter(until.plus(LATE))) {
            fault(
                    Aspect.TIMELINESS,
                    "The log grew until " + last + ", but only up to " + until + " " + who + " for it");
        }
    }
}
