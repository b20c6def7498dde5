package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the folder of one log from its signatures to its last leaf. */
public final class TrailVerifier {

    /** How far clocks of one installation may lie apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final LogFolder folder;
    private final @Nullable VerifierKeys trusted;
    private final @Nullable SignedCheckpoint old;
    private final Findings findings = new Findings();
    private final Map<Aspect, String> checked = new EnumMap<>(Aspect.class);
    private Vouchers vouchers = Vouchers.NOBODY;

    /**
     * Prepares to verify.
     *
     * @param folder holds {@code checkpoint}, {@code tile/} and {@code log.vkey}
     * @param trusted the log's keys from elsewhere; null takes those in the folder, which proves less
     * @param old a checkpoint that was seen before; null if there is none, and then a rollback is not found
     */
    public TrailVerifier(Path folder, @Nullable VerifierKeys trusted, @Nullable SignedCheckpoint old) {
        this(new LogFolder(folder), trusted, old);
    }

    /** The same for a log that need not lie on this machine. */
    public TrailVerifier(LogFolder folder, @Nullable VerifierKeys trusted, @Nullable SignedCheckpoint old) {
        this.folder = folder;
        this.trusted = trusted;
        this.old = old;
    }

    /** Demands that these vouch for the log. */
    public TrailVerifier demanding(Vouchers vouchers) {
        this.vouchers = vouchers;
        return this;
    }

    /**
     * Reads everything once.
     *
     * @throws IOException if files cannot be read, which says nothing about the log
     */
    public Report verify() throws IOException {
        Optional<SignedCheckpoint> head = Optional.empty();
        try {
            head = folder.checkpoint();
            // A log without a head, or one that its keys did not sign: nothing else is worth looking at.
            VerifierKeys keys = trusted != null ? trusted : folder.keys();
            if (head.isEmpty()) {
                findings.fault(Aspect.COMPLETENESS, "The folder has no checkpoint");
            } else {
                head.get().verify(keys);
                verify(head.get().checkpoint(), head.get().signedAt(keys), keys);
                // Who outside has seen it: else its keeper could have written it all anew today.
                verifyVouched(head.get(), keys);
            }
        } catch (NoteException e) {
            findings.fault(Aspect.INTEGRITY, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            findings.fault(Aspect.COMPLETENESS, "The folder has no log.vkey: name the log's keys");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            // Whoever found a file that trips the verifier up must not be let through by it.
            findings.fault(
                    Aspect.INTEGRITY,
                    "The check broke off (" + e.getClass().getSimpleName() + "): the folder holds what no log has");
        }
        return new Report(
                head.map(h -> h.checkpoint().origin()).orElse(""),
                head.map(h -> h.checkpoint().size()).orElse(0L),
                findings.all(),
                checked);
    }

    private void verify(Checkpoint head, @Nullable Instant signed, VerifierKeys keys) throws IOException {
        // A head older than one that was seen: the log was rolled back.
        verifyOld(head, keys);
        // Each bundle: entries altered, dropped, exchanged, or in a form that hides something.
        LeafPass leaves = new LeafPass(folder, findings, head, old == null ? null : old.checkpoint());
        if (leaves.read()) {
            // The root over what was read must be the one that was signed.
            leaves.verifyRoot();
        }
        // What was begun should have ended, and nothing can be later than the signature over it.
        leaves.verifyEnds(signed);
        verifyTimes(signed, leaves.last());
        checked.put(
                Aspect.INTEGRITY,
                "Ed25519 and ML-DSA-44 signatures" + (trusted == null ? " (keys from the folder itself)" : "") + ", "
                        + head.size() + " leaves, " + leaves.tiles() + " hash tiles, root"
                        + (old == null ? "" : ", extends the older checkpoint"));
        checked.put(Aspect.COMPLETENESS, leaves.summary());
    }

    private void verifyOld(Checkpoint head, VerifierKeys keys) {
        SignedCheckpoint older = old;
        if (older == null) {
            return;
        }
        older.verify(keys);
        if (older.checkpoint().size() > head.size()) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "The log was rolled back: it had " + older.checkpoint().size() + " leaves and has " + head.size());
        } else if (older.checkpoint().size() == 0 && !older.checkpoint().root().equals(Hash.EMPTY)) {
            findings.fault(Aspect.INTEGRITY, "The older checkpoint signs an empty tree with a root that none has");
        }
    }

    private void verifyTimes(@Nullable Instant signed, @Nullable Instant latest) {
        if (signed != null && latest != null && latest.isAfter(signed.plus(SKEW))) {
            findings.fault(
                    Aspect.TIMELINESS,
                    "A record of " + latest + " stands under a checkpoint that was signed at " + signed);
        }
        checked.put(
                Aspect.TIMELINESS,
                "last record " + (latest == null ? "none" : latest) + ", checkpoint signed "
                        + (signed == null ? "at no stated time" : signed));
    }

    private void verifyVouched(SignedCheckpoint head, VerifierKeys keys) throws IOException {
        String vouched = new Vouching(folder, head, keys, findings).check(vouchers);
        if (vouchers.equals(Vouchers.NOBODY)) {
            findings.remark(
                    Aspect.TIMELINESS,
                    "No witness and no time token vouch for these times: they are the operator's own");
        } else if (!vouched.isEmpty()) {
            checked.merge(Aspect.TIMELINESS, vouched, (own, outside) -> own + ", " + outside);
        }
    }
}
