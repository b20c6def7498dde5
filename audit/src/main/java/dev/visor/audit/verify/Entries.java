package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.note.NoteException;
import java.io.IOException;
import java.util.Arrays;

/** Finds leaves in entry bundles. */
public final class Entries {

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
     * Visits the first leaves of a log.
     *
     * @param size how many
     * @return the root over them: where it is the signed one, all of them are as they were logged
     * @throws NoteException if a bundle is broken
     */
    public static Hash scan(LogFolder folder, long size, Visitor visitor) throws IOException {
        Frontier tree = new Frontier();
        for (long first = 0; first < size; first += Tile.WIDTH) {
            Tile tile = Tile.holding(0, first, size).entries();
            Bundle bundle = Bundle.read(folder.read(tile), tile.width(), true);
            if (bundle.fault() != null) {
                throw broken(tile, bundle);
            }
            for (int entry = 0; entry < tile.width(); entry++) {
                tree.add(bundle.hash(entry));
                visitor.leaf(first + entry, bundle.bytes(), bundle.begin(entry), bundle.length(entry));
            }
        }
        return tree.root();
    }

    private static NoteException broken(Tile tile, Bundle bundle) {
        return new NoteException("The bundle " + tile.path() + " is broken: " + bundle.fault());
    }
}
