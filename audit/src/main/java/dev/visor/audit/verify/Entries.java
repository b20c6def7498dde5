package dev.visor.audit.verify;

import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.retention.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds leaves in entry bundles. */
public final class Entries {

    private static final byte[] REMOVES =
            ("{\"action\":\"" + Removal.ACTION + "\",").getBytes(StandardCharsets.US_ASCII);

    private Entries() {}

    /** Takes one leaf after the other. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One leaf, part of an array that the visitor must not keep.
         *
         * @throws IOException ends the visit
         */
        void leaf(long index, byte[] bytes, int offset, int length) throws IOException;
    }

    /**
     * The bytes of one leaf, not yet proved.
     *
     * @param size of the tree, greater than {@code index}
     * @throws NoteException if the bundle is broken before that leaf
     */
    public static byte[] read(LogFolder folder, long index, long size) throws IOException {
        Tile tile = Tile.holding(0, index, size).entries();
        Bundle bundle = Bundle.read(folder.read(tile), tile.width(), true);
        int entry = (int) (index % Tile.WIDTH);
        if (entry >= bundle.count()) {
            throw broken(tile, bundle);
        }
        int begin = bundle.begin(entry);
        return Arrays.copyOfRange(bundle.bytes(), begin, begin + bundle.length(entry));
    }

    /**
     * What a visit has seen.
     *
     * @param first the first leaf that has an entry; those before it were removed, and only their hashes are there
     * @param root over all leaves: where it is the signed one, all entries are as they were logged
     */
    public record Scanned(long first, Hash root) {}

    /**
     * Visits the first leaves of a log.
     *
     * @param size how many
     * @throws NoteException if a bundle is broken, or entries at the beginning are missing that no record in the log removed
     */
    public static Scanned scan(LogFolder folder, long size, Visitor visitor) throws IOException {
        long begin = first(folder, size);
        long allowed = 0;
        Frontier tree;
        try {
            tree = new TileTree(folder, size).frontier(begin);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (long first = begin; first < size; first += Tile.WIDTH) {
            Tile tile = Tile.holding(0, first, size).entries();
            Bundle bundle = Bundle.read(folder.read(tile), tile.width(), true);
            if (bundle.fault() != null) {
                throw broken(tile, bundle);
            }
            for (int entry = 0; entry < tile.width(); entry++) {
                tree.add(bundle.hash(entry));
                if (begin > 0 && removes(bundle, entry)) {
                    allowed = Math.max(allowed, removal(bundle, entry));
                }
                visitor.leaf(first + entry, bundle.bytes(), bundle.begin(entry), bundle.length(entry));
            }
        }
        if (begin > allowed) {
            throw new NoteException("The entries from leaf " + allowed + " to " + begin
                    + " are missing, and no record in the log removed them");
        }
        return new Scanned(begin, tree.root());
    }

    /**
     * Visits the leaves from one on. Nothing is proved: whoever asks holds what he was shown against a signed root.
     *
     * @param from the first leaf to visit
     * @param size of the tree
     * @throws java.nio.file.NoSuchFileException if a bundle is missing
     * @throws NoteException if one is broken
     */
    public static void visit(LogFolder folder, long from, long size, Visitor visitor) throws IOException {
        for (long first = from / Tile.WIDTH * Tile.WIDTH; first < size; first += Tile.WIDTH) {
            Tile tile = Tile.holding(0, first, size).entries();
            Bundle bundle = Bundle.read(folder.read(tile), tile.width(), true);
            if (bundle.fault() != null) {
                throw broken(tile, bundle);
            }
            for (int entry = (int) Math.max(0, from - first); entry < tile.width(); entry++) {
                visitor.leaf(first + entry, bundle.bytes(), bundle.begin(entry), bundle.length(entry));
            }
        }
    }

    /** Where the entries begin. Whether the last bundle is there, which is rarely full, shows when it is read. */
    private static long first(LogFolder folder, long size) throws IOException {
        long last = (size - 1) / Tile.WIDTH;
        long bundle = 0;
        while (bundle < last && !folder.has(new Tile(Tile.ENTRIES, bundle, Tile.WIDTH))) {
            bundle++;
        }
        return bundle * Tile.WIDTH;
    }

    /** Members are in order, so a record begins with its action. */
    private static boolean removes(Bundle bundle, int entry) {
        int begin = bundle.begin(entry);
        int end = begin + REMOVES.length;
        return bundle.length(entry) > REMOVES.length
                && Arrays.equals(bundle.bytes(), begin, end, REMOVES, 0, REMOVES.length);
    }

    private static long removal(Bundle bundle, int entry) {
        try {
            return Removal.of(Leaf.read(bundle.bytes(), bundle.begin(entry), bundle.length(entry)))
                    .minimum();
        } catch (NotCanonicalException | IllegalArgumentException e) {
            return 0;
        }
    }

    private static NoteException broken(Tile tile, Bundle bundle) {
        return new NoteException("The bundle " + tile.path() + " is broken: " + bundle.fault());
    }
}
