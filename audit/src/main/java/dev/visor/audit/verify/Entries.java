package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.note.NoteException;
import java.io.IOException;
import java.util.Arrays;

/** Finds single leaves in entry bundles. */
public final class Entries {

    private Entries() {}

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
        if (entry >= bundle.ends().size()) {
            throw new NoteException("The bundle " + tile.path() + " is broken: " + bundle.fault());
        }
        int begin = bundle.begin(entry);
        return Arrays.copyOfRange(bundle.bytes(), begin, begin + bundle.length(entry));
    }
}
