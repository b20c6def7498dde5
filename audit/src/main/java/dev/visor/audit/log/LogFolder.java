package dev.visor.audit.log;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The published folder of one log: {@code checkpoint}, {@code log.vkey} and {@code tile/} (C2SP tlog-tiles), and
 * {@code witnessed} once there are witnesses.
 */
public final class LogFolder implements TileTree.TileSource {

    private static final Pattern COVERED = Pattern.compile("[1-9][0-9]{0,17}");

    private final Path folder;

    /** A folder that may be empty yet. */
    public LogFolder(Path folder) {
        this.folder = folder;
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /**
     * The published checkpoint, its signatures not yet checked; empty before the first.
     *
     * @throws NoteException if the file is not a checkpoint
     */
    public Optional<SignedCheckpoint> checkpoint() throws IOException {
        return checkpoint(folder.resolve("checkpoint"));
    }

    /** The checkpoint in any file. */
    public static Optional<SignedCheckpoint> checkpoint(Path file) throws IOException {
        try {
            return Optional.of(SignedCheckpoint.parse(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new NoteException("Not a signed note: it is not UTF-8", e);
        }
    }

    /** The keys in {@code log.vkey}. */
    public VerifierKeys keys() throws IOException {
        return VerifierKeys.parse(Files.readString(folder.resolve("log.vkey")));
    }

    /** Writes the head; cosignature lines that the same head has already stay. */
    void publish(SignedCheckpoint checkpoint) throws IOException {
        Optional<SignedCheckpoint> published = checkpoint();
        List<SignedCheckpoint.Line> lines =
                published.isPresent() && published.get().checkpoint().equals(checkpoint.checkpoint())
                        ? published.get().signatures()
                        : List.of();
        write("checkpoint", checkpoint.with(lines));
    }

    private void write(String name, SignedCheckpoint note) throws IOException {
        DurableFiles.write(folder.resolve(name), note.note().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The newest checkpoint for which enough witnesses vouched; the log may have grown since. Its signatures are not yet
     * checked.
     *
     * @throws NoteException if the file is not a checkpoint
     */
    public Optional<SignedCheckpoint> witnessed() throws IOException {
        return checkpoint(folder.resolve("witnessed"));
    }

    /**
     * Takes cosignature lines: into the published checkpoint if it is still the one that was cosigned, and, if they are enough,
     * into the file {@code witnessed}, which never goes back to a smaller tree.
     */
    void vouch(SignedCheckpoint cosigned, boolean quorum) throws IOException {
        Optional<SignedCheckpoint> published = checkpoint();
        if (published.isPresent()) {
            grow("checkpoint", published.get(), cosigned);
        }
        Optional<SignedCheckpoint> witnessed = readableWitnessed();
        if (witnessed.isPresent() && grow("witnessed", witnessed.get(), cosigned)) {
            return;
        }
        long known = witnessed.map(note -> note.checkpoint().size()).orElse(0L);
        if (quorum && cosigned.checkpoint().size() > known) {
            write("witnessed", cosigned);
        }
    }

    /** A file that somebody broke is written anew: it must not stop the log. */
    private Optional<SignedCheckpoint> readableWitnessed() throws IOException {
        try {
            return witnessed();
        } catch (NoteException e) {
            return Optional.empty();
        }
    }

    /** Whether the file is about the same tree; it is written if that brings it further lines. */
    private boolean grow(String name, SignedCheckpoint present, SignedCheckpoint cosigned) throws IOException {
        if (!present.checkpoint().equals(cosigned.checkpoint())) {
            return false;
        }
        SignedCheckpoint grown = present.with(cosigned.signatures());
        if (grown.signatures().size() > present.signatures().size()) {
            write(name, grown);
        }
        return true;
    }

    void publish(VerifierKeys keys) throws IOException {
        if (!Files.exists(folder.resolve("log.vkey"))) {
            DurableFiles.write(folder.resolve("log.vkey"), keys.file().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The name of the map of counts over the first {@code covered} leaves, below the log's folder. */
    public static String countsPath(long covered) {
        return "counts/" + covered;
    }

    /** How many leaves each map of counts covers, the smallest first. */
    public List<Long> countsSizes() throws IOException {
        Path maps = folder.resolve("counts");
        if (!Files.isDirectory(maps)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(maps)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> COVERED.matcher(name).matches())
                    .map(Long::parseLong)
                    .sorted()
                    .toList();
        }
    }

    /**
     * A map of counts, not yet checked.
     *
     * @throws NoSuchFileException if there is none over so many leaves
     */
    public byte[] counts(long covered) throws IOException {
        return Files.readAllBytes(folder.resolve(countsPath(covered)));
    }

    /** Writes a map of counts, before the record that commits to it. */
    public void writeCounts(long covered, byte[] map) throws IOException {
        DurableFiles.write(folder.resolve(countsPath(covered)), map);
    }

    /** Writes tiles, which are never changed once they are there. */
    void write(Map<Tile, byte[]> tiles) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        for (Map.Entry<Tile, byte[]> tile : tiles.entrySet()) {
            Path file = file(tile.getKey());
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), tile.getValue())) {
                files.put(file, tile.getValue());
            }
        }
        DurableFiles.writeAll(files);
    }

    /** Removes the partial tiles of a place whose full tile is published. */
    void removePartials(Tile full) throws IOException {
        Path partials = file(full).resolveSibling(file(full).getFileName() + ".p");
        if (Files.isDirectory(partials)) {
            try (var files = Files.newDirectoryStream(partials)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(partials);
        }
    }

    /** Where a tile lies. */
    public Path file(Tile tile) {
        return folder.resolve(tile.path());
    }

    /**
     * The bytes of a tile or bundle: the file of this width, or, since partial ones may be removed, the full one.
     *
     * @throws NoSuchFileException if neither is there
     */
    public byte[] read(Tile tile) throws IOException {
        Path exact = file(tile);
        return Files.readAllBytes(tile.full() || Files.exists(exact) ? exact : file(tile.whole()));
    }

    @Override
    public List<Hash> hashes(Tile tile) {
        try {
            byte[] bytes = read(tile);
            if (bytes.length < tile.width() * Hash.LENGTH) {
                throw new IOException("The tile " + tile.path() + " is too short");
            }
            List<Hash> hashes = new ArrayList<>(tile.width());
            for (int i = 0; i < tile.width(); i++) {
                hashes.add(Hash.of(bytes, i * Hash.LENGTH, Hash.LENGTH));
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a hash tile. */
    static byte[] tile(List<Hash> hashes) {
        byte[] bytes = new byte[hashes.size() * Hash.LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(bytes, i * Hash.LENGTH);
        }
        return bytes;
    }

    /** The bytes of an entry bundle: each entry behind its length in two bytes. */
    static byte[] bundle(List<byte[]> entries) {
        ByteBuffer bytes =
                ByteBuffer.allocate(entries.stream().mapToInt(e -> e.length + 2).sum());
        entries.forEach(entry -> bytes.putShort((short) entry.length).put(entry));
        return bytes.array();
    }
}
