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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The published folder of one log: {@code checkpoint}, {@code log.vkey} and {@code tile/} (C2SP tlog-tiles), {@code
 * policies/} with the rules that its records name, {@code counts/}, and {@code witnessed} once there are witnesses.
 */
public final class LogFolder implements TileTree.TileSource {

    private static final String COUNTS = "counts";
    private static final String POLICIES = "policies";
    private static final Pattern COVERED = Pattern.compile("[1-9][0-9]{0,17}");

    private final LogPlace place;

    /** A folder that may be empty yet. */
    public LogFolder(Path folder) {
        this(new FolderPlace(folder));
    }

    /** A place that may be empty yet. */
    public LogFolder(LogPlace place) {
        this.place = place;
    }

    /** Where its files lie. */
    public LogPlace place() {
        return place;
    }

    /**
     * Where it is on this machine. Whatever shall work on an object store, too, asks {@link #place} instead.
     *
     * @throws IllegalStateException if it is no folder of this machine
     */
    public Path path() {
        if (place instanceof FolderPlace folder) {
            return folder.path();
        }
        throw new IllegalStateException("The log does not lie in a folder of this machine");
    }

    /**
     * The published checkpoint, its signatures not yet checked; empty before the first.
     *
     * @throws NoteException if the file is not a checkpoint
     */
    public Optional<SignedCheckpoint> checkpoint() throws IOException {
        return note("checkpoint");
    }

    /** A note among the log's files, its signatures not yet checked. */
    public Optional<SignedCheckpoint> note(String name) throws IOException {
        Optional<byte[]> file = place.read(name);
        return file.isEmpty() ? Optional.empty() : Optional.of(parse(file.get()));
    }

    private static SignedCheckpoint parse(byte[] file) throws NoteException {
        try {
            return SignedCheckpoint.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new NoteException("Not a signed note: it is not UTF-8", e);
        }
    }

    /** The checkpoint in any file. */
    public static Optional<SignedCheckpoint> checkpoint(Path file) throws IOException {
        try {
            return Optional.of(parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The keys in {@code log.vkey}. */
    public VerifierKeys keys() throws IOException {
        byte[] file = place.read("log.vkey").orElseThrow(() -> new NoSuchFileException("log.vkey"));
        return VerifierKeys.parse(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(file))
                .toString());
    }

    /**
     * Writes the head; cosignature lines that the same head has already stay.
     *
     * @throws IOException also if another writer was faster, or has published a larger tree: the head never goes back
     */
    void publish(SignedCheckpoint checkpoint) throws IOException {
        byte @Nullable [] former = place.read("checkpoint").orElse(null);
        @Nullable SignedCheckpoint published = former == null ? null : parse(former);
        List<SignedCheckpoint.Line> lines = List.of();
        if (published != null && published.checkpoint().equals(checkpoint.checkpoint())) {
            lines = published.signatures();
        } else if (published != null
                && published.checkpoint().size() > checkpoint.checkpoint().size()) {
            throw new IOException("A larger tree of the log is published already: somebody else leads");
        }
        replace("checkpoint", former, checkpoint.with(lines));
    }

    private void replace(String name, byte @Nullable [] former, SignedCheckpoint note) throws IOException {
        place.replace(name, former, note.note().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The newest checkpoint for which enough witnesses vouched; the log may have grown since. Its signatures are not yet
     * checked.
     *
     * @throws NoteException if the file is not a checkpoint
     */
    public Optional<SignedCheckpoint> witnessed() throws IOException {
        return note("witnessed");
    }

    /**
     * Takes cosignature lines: into the published checkpoint if it is still the one that was cosigned, and, if they are enough,
     * into the file {@code witnessed}, which never goes back to a smaller tree.
     */
    void vouch(SignedCheckpoint cosigned, boolean quorum) throws IOException {
        Optional<byte[]> published = place.read("checkpoint");
        if (published.isPresent()) {
            grow("checkpoint", published.get(), parse(published.get()), cosigned);
        }
        byte @Nullable [] former = place.read("witnessed").orElse(null);
        @Nullable SignedCheckpoint witnessed = readable(former);
        if (former != null && witnessed != null && grow("witnessed", former, witnessed, cosigned)) {
            return;
        }
        long known = witnessed == null ? 0 : witnessed.checkpoint().size();
        if (quorum && cosigned.checkpoint().size() > known) {
            replace("witnessed", former, cosigned);
        }
    }

    /** A file that somebody broke is written anew: it must not stop the log. */
    private static @Nullable SignedCheckpoint readable(byte @Nullable [] file) {
        try {
            return file == null ? null : parse(file);
        } catch (NoteException e) {
            return null;
        }
    }

    /** Whether the file is about the same tree; it is written if that brings it further lines. */
    private boolean grow(String name, byte[] former, SignedCheckpoint present, SignedCheckpoint cosigned)
            throws IOException {
        if (!present.checkpoint().equals(cosigned.checkpoint())) {
            return false;
        }
        SignedCheckpoint grown = present.with(cosigned.signatures());
        if (grown.signatures().size() > present.signatures().size()) {
            replace(name, former, grown);
        }
        return true;
    }

    void publish(VerifierKeys keys) throws IOException {
        if (!place.has("log.vkey")) {
            place.write("log.vkey", keys.file().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The name of the map of counts over the first {@code covered} leaves, below the log's folder. */
    public static String countsPath(long covered) {
        return COUNTS + "/" + covered;
    }

    /** How many leaves each map of counts covers, the smallest first. */
    public List<Long> countsSizes() throws IOException {
        return place.list(COUNTS).stream()
                .filter(name -> COVERED.matcher(name).matches())
                .map(Long::parseLong)
                .sorted()
                .toList();
    }

    /**
     * A map of counts, not yet checked.
     *
     * @throws NoSuchFileException if there is none over so many leaves
     */
    public byte[] counts(long covered) throws IOException {
        String name = countsPath(covered);
        return place.read(name).orElseThrow(() -> new NoSuchFileException(name));
    }

    /** Writes a map of counts, before the record that commits to it. */
    public void writeCounts(long covered, byte[] map) throws IOException {
        place.writeOnce(Map.of(countsPath(covered), map));
    }

    /** The name of a policy set's file below the log's folder. */
    public static String policiesPath(String hash) {
        return POLICIES + "/" + hash;
    }

    /** The names of the policy sets that are there, in their order. */
    public List<String> policySets() throws IOException {
        return place.list(POLICIES).stream().filter(PolicyText::isName).sorted().toList();
    }

    /**
     * A policy set, not yet checked: the bytes of a {@link PolicyText}.
     *
     * @param hash its name, see {@link PolicyText#isName}
     * @throws NoSuchFileException if there is none of this name
     */
    public byte[] policies(String hash) throws IOException {
        String name = policiesPath(hash);
        byte[] file = place.read(name).orElseThrow(() -> new NoSuchFileException(name));
        if (file.length > PolicyText.LONGEST) {
            throw new IllegalArgumentException("A policy set has at most " + PolicyText.LONGEST + " bytes");
        }
        return file;
    }

    /** Writes a policy set under its name, before the first record that names it. */
    public void writePolicies(PolicyText policies) throws IOException {
        place.writeOnce(Map.of(policiesPath(policies.hash()), policies.bytes()));
    }

    /** Writes tiles, which are never changed once they are there. */
    void write(Map<Tile, byte[]> tiles) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        tiles.forEach((tile, content) -> files.put(tile.path(), content));
        place.writeOnce(files);
    }

    /** Removes the partial tiles of places whose full tiles are published. */
    void removePartials(List<Tile> full) throws IOException {
        place.clear(full.stream().map(LogFolder::partials).toList());
    }

    /**
     * Removes the bundles of entries before a leaf, the first ones first, and the maps of counts that nothing refers to any more.
     * Hash tiles stay.
     *
     * @param minimum the first leaf that stays, a multiple of 256
     * @param maps sizes of the maps of counts that stay, whatever they count
     */
    public void removeBefore(long minimum, Set<Long> maps) throws IOException {
        List<Tile> bundles = LongStream.range(0, minimum / Tile.WIDTH)
                .mapToObj(bundle -> new Tile(Tile.ENTRIES, bundle, Tile.WIDTH))
                .toList();
        place.remove(bundles.stream().map(Tile::path).toList());
        removePartials(bundles);
        place.remove(countsSizes().stream()
                .filter(covered -> covered < minimum && !maps.contains(covered))
                .map(LogFolder::countsPath)
                .toList());
    }

    private static String partials(Tile tile) {
        return tile.whole().path() + ".p";
    }

    /** How wide the partial tiles are that lie in a tile's place. */
    public List<Integer> partialWidths(Tile tile) throws IOException {
        return place.list(partials(tile)).stream()
                .filter(name -> name.matches("[1-9][0-9]{0,2}"))
                .map(Integer::valueOf)
                .toList();
    }

    /** Where a tile lies on this machine, see {@link #path}. */
    public Path file(Tile tile) {
        return path().resolve(tile.path());
    }

    /** Whether there is a file for a tile of this very width. */
    public boolean has(Tile tile) throws IOException {
        return place.has(tile.path());
    }

    /** The file of this very width. */
    public Optional<byte[]> exactly(Tile tile) throws IOException {
        return place.read(tile.path());
    }

    /**
     * The bytes of a tile or bundle: the file of this width, or, since partial ones may be removed, the full one.
     *
     * @throws NoSuchFileException if neither is there
     */
    public byte[] read(Tile tile) throws IOException {
        Optional<byte[]> found = exactly(tile);
        if (found.isEmpty() && !tile.full()) {
            found = exactly(tile.whole());
        }
        return found.orElseThrow(() -> new NoSuchFileException(tile.path()));
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
