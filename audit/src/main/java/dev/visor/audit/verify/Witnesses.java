package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKey;
import dev.visor.audit.verify.Finding.Aspect;
import dev.visor.audit.witness.WitnessPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks cosignatures: of the head, and of the newest head that a quorum of witnesses has seen. */
final class Witnesses {

    private final Vouching vouching;
    private final LogFolder folder;

    Witnesses(Vouching vouching, LogFolder folder) {
        this.vouching = vouching;
        this.folder = folder;
    }

    void check(Vouchers vouchers) throws IOException {
        List<SignedCheckpoint> notes = notes();
        for (VerifierKey witness : vouchers.witnesses()) {
            vouch(
                    notes,
                    note -> note.cosignedAt(witness),
                    "witness " + witness.name() + " vouches",
                    "The witness " + witness.name() + " has cosigned no head of this log that lies here");
        }
        WitnessPolicy policy = vouchers.policy();
        if (policy == null) {
            return;
        }
        if (!policy.logs().isEmpty()
                && policy.logs().stream().noneMatch(log -> vouching.head().signedBy(log))) {
            vouching.fault(Aspect.INTEGRITY, "The policy does not list this log's key");
        }
        if (policy.demanding()) {
            vouch(
                    notes,
                    policy::fulfilledAt,
                    "the policy's quorum vouches",
                    "No head of this log that lies here has the cosignatures that the policy demands");
        }
    }

    /** The largest first: a witness that vouches for the head vouches for all before. */
    private List<SignedCheckpoint> notes() throws IOException {
        List<SignedCheckpoint> notes = new ArrayList<>(List.of(vouching.head()));
        try {
            folder.witnessed()
                    .filter(note -> vouching.extended("witnessed", note))
                    .ifPresent(notes::add);
        } catch (NoteException e) {
            vouching.fault(Aspect.INTEGRITY, "witnessed: " + e.getMessage());
        }
        return notes;
    }

    private void vouch(
            List<SignedCheckpoint> notes,
            Function<SignedCheckpoint, Optional<Instant>> cosigned,
            String who,
            String missing) {
        for (SignedCheckpoint note : notes) {
            try {
                Optional<Instant> until = cosigned.apply(note);
                if (until.isPresent()) {
                    vouching.vouched(who, note, until.get());
                    return;
                }
            } catch (NoteException e) {
                vouching.fault(Aspect.INTEGRITY, String.valueOf(e.getMessage()));
            }
        }
        vouching.fault(Aspect.TIMELINESS, missing);
    }
}
