package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
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
public final class LogCopy {

    private final Path folder;
    private final String origin;

    /** Takes over a folder as it is. */
    public LogCopy(Path folder, String origin) {
        this.folder = folder;
        this.origin = origin;
    }

    /** Copies the folder of a log. */
    public static LogCopy of(Path log, String origin, Path target) throws IOException {
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

    /**
     * Shares the tiles and keys of a log, without its checkpoint and what others said of it. Only {@link #write} and
     * {@link #forge} may change it: they put a file of its own in the place of a shared one.
     */
    public static LogCopy sharing(Path log, String origin, Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(log.resolve("tile"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path shared = target.resolve(log.relativize(path).toString());
                Files.createDirectories(shared.getParent());
                Files.createLink(shared, path);
            }
        }
        Files.copy(log.resolve("log.vkey"), target.resolve("log.vkey"));
        return new LogCopy(target, origin);
    }

    /** The leaves of a whole log. */
    public List<byte[]> leaves(int size) throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        Entries.scan(
                new LogFolder(folder),
                size,
                (index, bytes, offset, length) -> leaves.add(Arrays.copyOfRange(bytes, offset, offset + length)));
        return leaves;
    }

    /** What the operator can do: write any leaves, with fitting tiles and a signature over them. */
    public void forge(List<byte[]> leaves, LogKeys signer) throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("tile"))) {
            for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        Frontier tree = new Frontier();
        List<Hash> level = new ArrayList<>(leaves.size());
        for (byte[] leaf : leaves) {
            level.add(Hash.leaf(leaf));
            tree.add(level.getLast());
        }
        for (int first = 0; first < leaves.size(); first += Tile.WIDTH) {
            List<byte[]> some = leaves.subList(first, Math.min(leaves.size(), first + Tile.WIDTH));
            write(new Tile(Tile.ENTRIES, first / Tile.WIDTH, some.size()).path(), bundle(some));
        }
        for (int height = 0; !level.isEmpty(); height++) {
            List<Hash> above = new ArrayList<>();
            for (int first = 0; first < level.size(); first += Tile.WIDTH) {
                List<Hash> some = level.subList(first, Math.min(level.size(), first + Tile.WIDTH));
                ByteBuffer tile = ByteBuffer.allocate(some.size() * Hash.LENGTH);
                some.forEach(hash -> tile.put(hash.toBytes()));
                write(new Tile(height, first / Tile.WIDTH, some.size()).path(), tile.array());
                if (some.size() == Tile.WIDTH) {
                    above.add(TileTree.root(some));
                }
            }
            level = above;
        }
        sign(new Checkpoint(origin, leaves.size(), tree.root()), signer);
    }

    private static byte[] bundle(List<byte[]> leaves) {
        ByteBuffer bundle = ByteBuffer.allocate(
                leaves.stream().mapToInt(leaf -> leaf.length + 2).sum());
        leaves.forEach(leaf -> bundle.putShort((short) leaf.length).put(leaf));
        return bundle.array();
    }

    /** Publishes a head, whatever it says. */
    public void sign(Checkpoint checkpoint, LogKeys signer) throws IOException {
        write("checkpoint", signer.sign(checkpoint, Instant.now()).note().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file below the folder. */
    public void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.write(file, content);
    }
}
