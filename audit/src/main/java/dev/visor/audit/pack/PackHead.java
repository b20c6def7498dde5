package dev.visor.audit.pack;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.timestamp.TimeFolder;
import dev.visor.audit.timestamp.TimeToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Under which head of a log a pack's proofs stand: an older one may be vouched for by more people than the newest. */
public enum PackHead {
    /** The published one. */
    NEWEST,
    /** The newest for which enough witnesses vouched. */
    WITNESSED,
    /** The newest over which there is a time token, which goes into the pack. */
    STAMPED;

    /**
     * A head.
     *
     * @param note the whole note
     * @param token over the note; null where there is none
     */
    record Chosen(SignedCheckpoint note, @Nullable TimeToken token) {}

    /**
     * Reads the head; nothing of it is checked yet.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    Chosen in(LogFolder folder) throws IOException {
        return switch (this) {
            case NEWEST ->
                new Chosen(
                        folder.checkpoint().orElseThrow(() -> new IOException("The log's folder has no checkpoint")),
                        null);
            case WITNESSED ->
                new Chosen(
                        folder.witnessed()
                                .orElseThrow(() -> new IOException("No head of this log with witnesses lies here")),
                        null);
            case STAMPED -> stamped(new TimeFolder(folder));
        };
    }

    private static Chosen stamped(TimeFolder times) throws IOException {
        List<Long> sizes = times.sizes();
        if (sizes.isEmpty()) {
            throw new IOException("No time token lies beside this log");
        }
        Optional<SignedCheckpoint> note = times.checkpoint(sizes.getLast());
        return new Chosen(
                note.orElseThrow(() -> new IOException("The head beside the time token is missing")),
                times.token(sizes.getLast()));
    }
}
