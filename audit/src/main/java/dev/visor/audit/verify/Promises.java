package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.RecordPromise;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a log to the promises that it gave: a promised record that is not in it was dropped. The log itself is taken as
 * {@link TrailVerifier} finds it.
 */
public final class Promises {

    /** A record is published within seconds; a log that was signed so much later without it has dropped it. */
    public static final Duration DELAY = Duration.ofMinutes(5);

    private final LogFolder folder;
    private final @Nullable VerifierKeys trusted;

    /**
     * Prepares to check.
     *
     * @param trusted the log's keys from elsewhere; null takes those in the folder
     */
    public Promises(LogFolder folder, @Nullable VerifierKeys trusted) {
        this.folder = folder;
        this.trusted = trusted;
    }

    /**
     * Looks for every promised record in the log's entries.
     *
     * @throws NoteException if the log has no checkpoint that its keys signed
     * @throws IOException if files cannot be read, which says nothing about the log
     */
    public Report check(Collection<RecordPromise> promises) throws IOException {
        VerifierKeys keys = trusted != null ? trusted : folder.keys();
        SignedCheckpoint head =
                folder.checkpoint().orElseThrow(() -> new NoSuchFileException("The folder has no checkpoint"));
        head.verify(keys);
        Findings findings = new Findings();
        Set<Hash> wanted = new HashSet<>();
        promises.forEach(promise -> wanted.add(promise.leaf()));
        Set<Hash> found = new HashSet<>();
        Entries.Scanned scanned = Entries.scan(folder, head.checkpoint().size(), (index, bytes, offset, length) -> {
            Hash leaf = Hash.leaf(bytes, offset, length);
            if (wanted.contains(leaf)) {
                found.add(leaf);
            }
        });
        for (long first = 0; first < scanned.first(); first += Tile.WIDTH) {
            folder.hashes(new Tile(0, first / Tile.WIDTH, Tile.WIDTH)).stream()
                    .filter(wanted::contains)
                    .forEach(found::add);
        }
        if (!scanned.root().equals(head.checkpoint().root())) {
            findings.fault(Aspect.INTEGRITY, "The log's entries do not have the signed root");
        }
        int kept = 0;
        for (RecordPromise promise : promises) {
            kept += kept(promise, keys, head.signedAt(keys), found, findings) ? 1 : 0;
        }
        Map<Aspect, String> checked = new EnumMap<>(Aspect.class);
        checked.put(Aspect.COMPLETENESS, kept + " of " + promises.size() + " promised records stand in the log");
        return new Report(head.checkpoint().origin(), head.checkpoint().size(), findings.all(), checked);
    }

    private static boolean kept(
            RecordPromise promise, VerifierKeys keys, @Nullable Instant signed, Set<Hash> found, Findings findings) {
        String name = "The record of " + promise.at() + " with the leaf hash " + promise.leaf();
        try {
            promise.verify(keys);
        } catch (NoteException e) {
            findings.fault(Aspect.INTEGRITY, name + " was not promised by this log: " + e.getMessage());
            return false;
        }
        if (found.contains(promise.leaf())) {
            return true;
        }
        if (signed != null && promise.at().plus(DELAY).isBefore(signed)) {
            findings.fault(Aspect.COMPLETENESS, name + " was promised, and the log lacks it");
        } else {
            findings.remark(Aspect.COMPLETENESS, name + " is not in the log yet: look again later");
        }
        return false;
    }
}
