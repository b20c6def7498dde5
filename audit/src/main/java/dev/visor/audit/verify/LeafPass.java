package dev.visor.audit.verify;

import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.LeafReader;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads every bundle and every hash tile once, in order. Whatever is done here is done for each leaf of logs of many
 * millions: one reader for all leaves, one hash for each node of the tree.
 */
final class LeafPass {

    private final LogFolder folder;
    private final Findings findings;
    private final Checkpoint head;
    private final TwoTrees trees;
    private final ReplicaChains chains;
    private final IntentPairs pairs;
    private final CountMaps maps;
    private final Years years;
    private final PolicySets policies;
    private final LeafReader reader = new LeafReader();
    private final List<Long> mismatches = new ArrayList<>();
    private @Nullable Instant last;

    /** Bundles that are not there, and behind which leaf the last of them ends. */
    private final List<Tile> missing = new ArrayList<>();

    private long gone;

    /**
     * Prepares to read.
     *
     * @param head signed
     * @param old signed before; null if there is none
     */
    LeafPass(LogFolder folder, Findings findings, Checkpoint head, @Nullable Checkpoint old) {
        this.folder = folder;
        this.findings = findings;
        this.head = head;
        this.trees = new TwoTrees(folder, findings, old);
        this.chains = new ReplicaChains(findings);
        this.pairs = new IntentPairs(findings);
        this.maps = new CountMaps(folder, findings);
        this.years = new Years(folder, findings, head.size());
        this.policies = new PolicySets(folder, findings);
    }

    /** Whether there was something for every leaf; a size may be signed that no folder can hold. */
    boolean read() throws IOException {
        for (long first = 0; first < head.size(); first += Tile.WIDTH) {
            if (!bundle(first, (int) Math.min(Tile.WIDTH, head.size() - first))) {
                findings.fault(
                        Aspect.COMPLETENESS,
                        "leaf " + first + ": neither entries nor hashes are there from here on, though " + head.size()
                                + " leaves were signed");
                return false;
            }
        }
        trees.end();
        years.end(missing);
        chains.end(folder, gone);
        return true;
    }

    private boolean bundle(long first, int width) throws IOException {
        Tile tile = new Tile(0, first / Tile.WIDTH, width);
        @Nullable List<Hash> published = published(tile);
        @Nullable Bundle bundle = entries(tile.entries());
        if (published == null && bundle == null) {
            return false;
        }
        if (bundle == null) {
            missing.add(tile.entries());
            gone = first + width;
        }
        List<Hash> hashes = new ArrayList<>(width);
        List<Hash> claims = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            @Nullable Hash own = bundle != null && i < bundle.count() ? bundle.hash(i) : null;
            @Nullable Hash claimed = published == null ? null : published.get(i);
            Hash hash = own != null ? own : claimed != null ? claimed : Hash.ZERO;
            if (own != null && claimed != null && !own.equals(claimed)) {
                mismatches.add(first + i);
            }
            hashes.add(hash);
            claims.add(claimed != null ? claimed : hash);
        }
        trees.add(hashes, claims);
        for (int i = 0; bundle != null && i < bundle.count(); i++) {
            leaf(first + i, bundle, i, claims.get(i));
        }
        years.passed(last);
        return true;
    }

    private @Nullable List<Hash> published(Tile tile) throws IOException {
        try {
            byte[] bytes = folder.read(tile);
            int length = tile.width() * Hash.LENGTH;
            if (bytes.length < length || (bytes.length > length && folder.has(tile))) {
                findings.fault(Aspect.INTEGRITY, "tile " + tile.path() + ": it has the wrong length");
                return null;
            }
            List<Hash> hashes = new ArrayList<>(tile.width());
            for (int i = 0; i < tile.width(); i++) {
                hashes.add(Hash.of(bytes, i * Hash.LENGTH, Hash.LENGTH));
            }
            return hashes;
        } catch (NoSuchFileException e) {
            findings.fault(Aspect.COMPLETENESS, "tile " + tile.path() + " is missing");
            return null;
        }
    }

    private @Nullable Bundle entries(Tile tile) throws IOException {
        try {
            byte[] bytes = folder.read(tile);
            Bundle bundle = Bundle.read(bytes, tile.width(), !folder.has(tile));
            if (bundle.fault() != null) {
                findings.fault(
                        Aspect.INTEGRITY,
                        "leaf " + (tile.index() * Tile.WIDTH + bundle.count()) + ": the bundle " + tile.path()
                                + " is broken, " + bundle.fault());
            }
            if (bundle.count() == tile.width()) {
                HashTiles.older(folder, findings, tile, bytes, width -> bundle.end(width - 1));
            }
            return bundle;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void leaf(long index, Bundle bundle, int entry, Hash hash) throws IOException {
        try {
            Leaf leaf = reader.read(bundle.bytes(), bundle.begin(entry), bundle.length(entry));
            if (!leaf.log().equals(head.origin())) {
                findings.fault(Aspect.INTEGRITY, "leaf " + index + ": it was written for the log " + leaf.log());
            }
            chains.follow(index, leaf, hash, gone);
            pairs.follow(index, leaf, gone);
            maps.follow(index, leaf);
            years.follow(index, leaf, gone);
            policies.follow(index, leaf);
            if (last == null || leaf.time().isAfter(last)) {
                last = leaf.time();
            }
        } catch (NotCanonicalException | IllegalArgumentException e) {
            findings.fault(
                    Aspect.INTEGRITY, "leaf " + index + ": not a canonical record of version 1: " + e.getMessage());
        }
    }

    /** Compares the roots over what was read with the signed one. */
    void verifyRoot() {
        boolean entriesFit = trees.fromEntries().equals(head.root());
        boolean tilesFit = trees.fromTiles().equals(head.root());
        for (long index : mismatches) {
            Tile tile = Tile.holding(0, index, head.size());
            findings.fault(
                    Aspect.INTEGRITY,
                    tilesFit
                            ? "leaf " + index + ": its bytes are not those that were logged"
                            : entriesFit
                                    ? "tile " + tile.path() + ": its hash of leaf " + index + " was altered"
                                    : "leaf " + index
                                            + ": its bytes do not have the published hash, and neither is signed");
        }
        if (!entriesFit && mismatches.isEmpty()) {
            findings.fault(Aspect.INTEGRITY, "The leaves do not have the signed root");
        }
    }

    /** Looks for intents without an outcome. */
    void verifyEnds(@Nullable Instant signed) {
        pairs.end(signed);
    }

    /** The time of the latest record. */
    @Nullable
    Instant last() {
        return last;
    }

    /** How many hash tiles there are. */
    long tiles() {
        return trees.tiles();
    }

    String summary() {
        return chains.count() + " writers without a hole, " + pairs.summary() + ", " + maps.count()
                + " maps of counts, " + policies.count() + " policy sets";
    }
}
