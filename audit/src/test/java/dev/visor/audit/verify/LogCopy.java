package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.LogKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a published log, and what somebody who holds the folder, or the keys as well, can make of it. */
final class LogCopy {

    private final Path folder;
    private final String origin;

    LogCopy(Path folder, String origin) {
        this.folder = folder;
        this.origin = origin;
    }

    static LogCopy of(Path log, String origin, Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(log)) {
            for (Path path : paths.toList()) {
                Path copied = target.resolve(log.relativize(path).toString());
                if (!Files.isDirectory(path)) {
                    Files.createDirectories(copied.getParent());
                    Files.copy(path, copied);
                }
            }
        }
        return new LogCopy(target, origin);
    }

    List<byte[]> leaves(int size) throws IOException {
        LogFolder log = new LogFolder(folder);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(Entries.read(log, i, size));
        }
        return leaves;
    }

    /** What the operator can do: write any leaves, at most 256, with fitting tiles and a signature over them. */
    void forge(List<byte[]> leaves, LogKeys signer) throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("tile"))) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        Frontier tree = new Frontier();
        ByteBuffer bundle = ByteBuffer.allocate(1 << 20);
        ByteBuffer tile = ByteBuffer.allocate(leaves.size() * Hash.LENGTH);
        for (byte[] leaf : leaves) {
            tree.add(Hash.leaf(leaf));
            tile.put(Hash.leaf(leaf).toBytes());
            bundle.putShort((short) leaf.length).put(leaf);
        }
        write("tile/entries/000.p/" + leaves.size(), Arrays.copyOf(bundle.array(), bundle.position()));
        write("tile/0/000.p/" + leaves.size(), tile.array());
        sign(new Checkpoint(origin, leaves.size(), tree.root()), signer);
    }

    void sign(Checkpoint checkpoint, LogKeys signer) throws IOException {
        write("checkpoint", signer.sign(checkpoint, Instant.now()).note().getBytes(StandardCharsets.UTF_8));
    }

    void write(String name, byte[] content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), content);
    }
}
