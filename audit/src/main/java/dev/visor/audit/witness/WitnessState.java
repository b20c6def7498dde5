package dev.visor.audit.witness;

import dev.visor.audit.log.DurableFiles;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.ConsistencyProof;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.CosignerKey;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a witness remembers: of each log the largest checkpoint that it cosigned, one file each. The file is durable before the
 * cosignature exists, so that no process that died can have said more than the next one knows.
 */
final class WitnessState {

    private final Path folder;
    private final CosignerKey key;
    private final Clock clock;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** What may come of a checkpoint. */
    sealed interface Decision {
        /** Cosigned, and remembered. */
        record Cosigned(SignedCheckpoint.Line line) implements Decision {}

        /** The request does not go on from what is known, or the same size has another root. */
        record Conflict(long known) implements Decision {}

        /** The proof does not lead from what is known to the checkpoint. */
        record Unproven() implements Decision {}
    }

    WitnessState(Path folder, CosignerKey key, Clock clock) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    folder.toString(),
                    null,
                    "a witness that lost its memory must not go on under its old key; make a new one with --new-key");
        }
        this.folder = folder;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Decides about a checkpoint of a known log under its verified signature.
     *
     * @throws IOException if what is known cannot be read or written: nothing was cosigned
     */
    Decision add(AddCheckpoint request) throws IOException {
        Checkpoint checkpoint = request.checkpoint().checkpoint();
        // Comparing and writing are one act: else a larger tree that was cosigned in between would be forgotten.
        synchronized (locks.computeIfAbsent(checkpoint.origin(), origin -> new Object())) {
            Optional<Checkpoint> known = known(checkpoint.origin());
            long size = known.map(Checkpoint::size).orElse(0L);
            Hash root = known.map(Checkpoint::root).orElse(Hash.EMPTY);
            if (request.old() != size) {
                return new Decision.Conflict(size);
            }
            if (size == checkpoint.size() && !root.equals(checkpoint.root())) {
                return new Decision.Conflict(size);
            }
            if (!new ConsistencyProof(size, checkpoint.size(), request.path()).connects(root, checkpoint.root())) {
                return new Decision.Unproven();
            }
            if (known.isEmpty() || checkpoint.size() > size) {
                DurableFiles.write(
                        file(checkpoint.origin()), request.checkpoint().note().getBytes(StandardCharsets.UTF_8));
            }
            return new Decision.Cosigned(key.cosign(checkpoint, clock.instant()));
        }
    }

    /** A file that is there and cannot be read is no reason to begin anew. */
    private Optional<Checkpoint> known(String origin) throws IOException {
        try {
            Optional<Checkpoint> known = LogFolder.checkpoint(file(origin)).map(SignedCheckpoint::checkpoint);
            if (known.isPresent() && !known.get().origin().equals(origin)) {
                throw new IOException("The file " + file(origin) + " is about another log");
            }
            return known;
        } catch (NoteException e) {
            throw new IOException("The file " + file(origin) + " is not what this witness wrote", e);
        }
    }

    /** Origins are not file names. */
    private Path file(String origin) {
        String name = HexFormat.of()
                .formatHex(Hash.leaf(origin.getBytes(StandardCharsets.UTF_8)).toBytes());
        return folder.resolve(name + ".checkpoint");
    }
}
