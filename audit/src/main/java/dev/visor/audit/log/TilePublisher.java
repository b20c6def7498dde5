package dev.visor.audit.log;

import dev.visor.audit.TrailAlteredException;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes tiles, which are a function of committed rows and of nothing else, and the checkpoint when all of them lie there. */
final class TilePublisher {

    private static final long AT_ONCE = 4096;

    private final LogFolder folder;
    private final LogRows rows;
    private final String log;

    TilePublisher(LogFolder folder, LogRows rows, String log) {
        this.folder = folder;
        this.rows = rows;
        this.log = log;
    }

    /**
     * Publishes a committed head.
     *
     * @return the edge of the published tree
     * @throws TrailAlteredException if the committed rows do not have the root that was signed
     */
    Frontier publish(SignedCheckpoint head) throws IOException, SQLException {
        Checkpoint wanted = head.checkpoint();
        Optional<Checkpoint> published = folder.checkpoint().map(SignedCheckpoint::checkpoint);
        if (published.isPresent() && published.get().equals(wanted)) {
            Optional<Frontier> edge = edge(wanted);
            if (edge.isPresent()) {
                return edge.get();
            }
        }
        long from = published.map(Checkpoint::size).orElse(0L);
        Optional<Frontier> edge = from < wanted.size() && from > 0 ? extend(published.get(), wanted) : Optional.empty();
        // Missing or altered tiles: all of them are made anew from the rows.
        Frontier whole = edge.isPresent() ? edge.get() : write(begin(), wanted.size());
        if (!whole.root().equals(wanted.root())) {
            throw new TrailAlteredException("The records of " + log + " do not have the root that was signed");
        }
        folder.publish(head);
        return whole;
    }

    /**
     * Where tiles are made anew from: the first leaf of which there are rows. Of leaves that were removed only their hashes are
     * left, in full tiles of level 0, so the tiles above are made of these.
     */
    private Frontier begin() throws IOException, SQLException {
        Frontier edge = new Frontier();
        try {
            for (long from = rows.minimum(log); edge.size() < from; ) {
                Tile tile = new Tile(0, edge.size() / Tile.WIDTH, Tile.WIDTH);
                edge.add(8, TileTree.root(folder.hashes(tile)));
            }
            for (Tile tile : Tile.added(0, edge.size())) {
                if (tile.level() > 0 && tile.full()) {
                    folder.write(Map.of(tile, LogFolder.tile(above(tile, Map.of()))));
                }
            }
            return edge;
        } catch (UncheckedIOException e) {
            requireAnswer(e);
            throw new TrailAlteredException("The log " + log + " lacks hashes of leaves that were removed");
        }
    }

    private Optional<Frontier> extend(Checkpoint published, Checkpoint wanted) throws IOException, SQLException {
        Optional<Frontier> edge = edge(published);
        if (edge.isEmpty()) {
            return edge;
        }
        try {
            Frontier grown = write(edge.get(), wanted.size());
            return grown.root().equals(wanted.root()) ? Optional.of(grown) : Optional.empty();
        } catch (UncheckedIOException e) {
            requireAnswer(e);
            return Optional.empty();
        }
    }

    /** The edge as the tiles on disk have it; empty if they do not lead to the root. */
    private Optional<Frontier> edge(Checkpoint checkpoint) throws PlaceUnavailableException {
        try {
            Frontier edge = new TileTree(folder, checkpoint.size()).frontier();
            return edge.root().equals(checkpoint.root()) ? Optional.of(edge) : Optional.empty();
        } catch (UncheckedIOException e) {
            requireAnswer(e);
            return Optional.empty();
        }
    }

    /** Tiles that are missing or broken are made anew, all of them; a store that does not answer lacks none. */
    private static void requireAnswer(UncheckedIOException e) throws PlaceUnavailableException {
        if (e.getCause() instanceof PlaceUnavailableException unavailable) {
            throw unavailable;
        }
    }

    private Frontier write(Frontier edge, long to) throws IOException, SQLException {
        Frontier grown = edge.copy();
        while (grown.size() < to) {
            long from = grown.size();
            long next = Math.min(to, (from / Tile.WIDTH) * Tile.WIDTH + AT_ONCE);
            step(from, next).forEach(grown::add);
        }
        return grown;
    }

    /** Writes what a tree of {@code to} leaves has beyond one of {@code from}, and returns the new leaves' hashes. */
    private List<Hash> step(long from, long to) throws IOException, SQLException {
        long first = from / Tile.WIDTH * Tile.WIDTH;
        List<byte[]> leaves = rows.leaves(log, first, to);
        if (leaves.size() != to - first) {
            throw new TrailAlteredException("The log " + log + " lacks rows between leaf " + first + " and " + to);
        }
        List<Hash> hashes = leaves.stream().map(Hash::leaf).toList();
        Map<Tile, List<Hash>> written = new HashMap<>();
        Map<Tile, byte[]> files = new LinkedHashMap<>();
        List<Tile> full = new ArrayList<>();
        for (Tile tile : Tile.added(from, to)) {
            List<Hash> content = tile.level() == 0
                    ? hashes.subList(offset(tile, first), offset(tile, first) + tile.width())
                    : above(tile, written);
            if (tile.level() == 0) {
                int offset = offset(tile, first);
                files.put(tile.entries(), LogFolder.bundle(leaves.subList(offset, offset + tile.width())));
            }
            files.put(tile, LogFolder.tile(content));
            written.put(tile, content);
            if (tile.full()) {
                full.add(tile);
            }
            if (tile.full() && tile.level() == 0) {
                full.add(tile.entries());
            }
        }
        folder.write(files);
        folder.removePartials(full);
        return List.copyOf(hashes.subList((int) (from - first), hashes.size()));
    }

    private static int offset(Tile tile, long first) {
        return (int) (tile.index() * Tile.WIDTH - first);
    }

    /** The hashes of a tile above others: each is the root of one full tile of the level below. */
    private List<Hash> above(Tile tile, Map<Tile, List<Hash>> written) {
        List<Hash> content = new ArrayList<>();
        for (int i = 0; i < tile.width(); i++) {
            Tile below = new Tile(tile.level() - 1, tile.index() * Tile.WIDTH + i, Tile.WIDTH);
            List<Hash> known = written.get(below);
            content.add(TileTree.root(known != null ? known : folder.hashes(below)));
        }
        return content;
    }
}
