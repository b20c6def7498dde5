package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.timestamp.TimeToken;
import dev.visor.audit.timestamp.TimeTokenException;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks every time token of a log. One that does not stand is a fault, however many others do. */
final class TimeTokens {

    private final Vouching vouching;
    private final TimeFolder folder;

    TimeTokens(Vouching vouching, LogFolder folder) {
        this.vouching = vouching;
        this.folder = new TimeFolder(folder);
    }

    void check(Vouchers vouchers) throws IOException {
        @Nullable SignedCheckpoint newest = null;
        @Nullable TimeToken last = null;
        for (long size : folder.sizes()) {
            Optional<SignedCheckpoint> note = stamped(size);
            if (note.isEmpty() || vouchers.authorities() == null) {
                continue;
            }
            Optional<TimeToken> token = token(size, note.get(), vouchers.authorities());
            if (token.isPresent()) {
                newest = note.get();
                last = token.get();
            }
        }
        if (newest != null && last != null) {
            vouching.vouched("a time token vouches", newest, last.time());
        } else if (vouchers.authorities() != null) {
            vouching.fault(Aspect.TIMELINESS, "No time token that lies here stands under the given authority");
        }
    }

    /** The head under a token: the log's own, of this size, and the log goes on from it. */
    private Optional<SignedCheckpoint> stamped(long size) throws IOException {
        String name = "time/" + size + ".checkpoint";
        try {
            Optional<SignedCheckpoint> note = folder.checkpoint(size);
            if (note.isEmpty()) {
                vouching.fault(Aspect.INTEGRITY, name + " is missing beside its token");
            } else if (note.get().checkpoint().size() != size) {
                vouching.fault(Aspect.INTEGRITY, name + ": it is a head of another size");
                return Optional.empty();
            }
            return note.filter(head -> vouching.extended(name, head));
        } catch (NoteException e) {
            vouching.fault(Aspect.INTEGRITY, name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<TimeToken> token(long size, SignedCheckpoint note, TimeAuthorities authorities)
            throws IOException {
        try {
            TimeToken token = folder.token(size);
            token.verify(note.note().getBytes(StandardCharsets.UTF_8), authorities);
            return Optional.of(token);
        } catch (TimeTokenException e) {
            vouching.fault(Aspect.TIMELINESS, "time/" + size + ".tsr: " + e.getMessage());
            return Optional.empty();
        }
    }
}
