package dev.visor.audit.verify;

import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Frontier;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the folder of one log from its signatures to its last leaf. */
public final class TrailVerifier {

    /** How far clocks of one installation may lie apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final LogFolder folder;
    private final @Nullable VerifierKeys trusted;
    private final @Nullable SignedCheckpoint old;
    private final Findings findings = new Findings();
    private final Map<Aspect, String> checked = new EnumMap<>(Aspect.class);
    private final HashTiles tiles;
    private final ReplicaChains chains = new ReplicaChains(findings);
    private final IntentPairs pairs = new IntentPairs(findings);
    private final CountMaps maps;

    /** The tree over the entries as they are, and over the published leaf hashes: if they differ, one is the culprit. */
    private final Frontier fromEntries = new Frontier();

    private final Frontier fromTiles = new Frontier();

    private final List<Long> mismatches = new ArrayList<>();
    private @Nullable Instant last;

    /**
     * Prepares to verify.
     *
     * @param folder holds {@code checkpoint}, {@code tile/} and {@code log.vkey}
     * @param trusted the log's keys from elsewhere; null takes those in the folder, which proves less
     * @param old a checkpoint that was seen before; null if there is none, and then a rollback is not found
     */
    public TrailVerifier(Path folder, @Nullable VerifierKeys trusted, @Nullable SignedCheckpoint old) {
        this.folder = new LogFolder(folder);
        this.trusted = trusted;
        this.old = old;
        this.tiles = new HashTiles(this.folder, findings);
        this.maps = new CountMaps(this.folder, findings);
    }

    /**
     * Reads everything once.
     *
     * @throws IOException if files cannot be read, which says nothing about the log
     */
    public Report verify() throws IOException {
        Optional<SignedCheckpoint> head = Optional.empty();
        try {
            head = folder.checkpoint();
            // A log without a head, or one that its keys did not sign: nothing else is worth looking at.
            VerifierKeys keys = trusted != null ? trusted : folder.keys();
            if (head.isEmpty()) {
                findings.fault(Aspect.COMPLETENESS, "The folder has no checkpoint");
            } else {
                head.get().verify(keys);
                verify(head.get().checkpoint(), head.get().signedAt(keys), keys);
            }
        } catch (NoteException e) {
            findings.fault(Aspect.INTEGRITY, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            findings.fault(Aspect.COMPLETENESS, "The folder has no log.vkey: name the log's keys");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            // Whoever found a file that trips the verifier up must not be let through by it.
            findings.fault(
                    Aspect.INTEGRITY,
                    "The check broke off (" + e.getClass().getSimpleName() + "): the folder holds what no log has");
        }
        return new Report(
                head.map(h -> h.checkpoint().origin()).orElse(""),
                head.map(h -> h.checkpoint().size()).orElse(0L),
                findings.all(),
                checked);
    }

    private void verify(Checkpoint head, @Nullable Instant signed, VerifierKeys keys) throws IOException {
        // A head older than one that was seen: the log was rolled back.
        verifyOld(head, keys);
        // Each bundle: entries altered, dropped, exchanged, or in a form that hides something.
        boolean whole = bundles(head);
        if (whole) {
            tiles.end();
            // The root over what was read must be the one that was signed.
            verifyRoot(head);
        }
        // What was begun should have ended, and nothing can be later than the signature over it.
        pairs.end(signed);
        verifyTimes(signed);
        checked.put(
                Aspect.INTEGRITY,
                "Ed25519 and ML-DSA-44 signatures" + (trusted == null ? " (keys from the folder itself)" : "") + ", "
                        + head.size() + " leaves, " + tiles.count() + " hash tiles, root"
                        + (old == null ? "" : ", extends the older checkpoint"));
        checked.put(
                Aspect.COMPLETENESS,
                chains.count() + " writers without a hole, " + pairs.summary() + ", " + maps.count()
                        + " maps of counts");
    }

    private void verifyOld(Checkpoint head, VerifierKeys keys) {
        SignedCheckpoint older = old;
        if (older == null) {
            return;
        }
        older.verify(keys);
        if (older.checkpoint().size() > head.size()) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "The log was rolled back: it had " + older.checkpoint().size() + " leaves and has " + head.size());
        } else if (older.checkpoint().size() == 0 && !older.checkpoint().root().equals(Hash.EMPTY)) {
            findings.fault(Aspect.INTEGRITY, "The older checkpoint signs an empty tree with a root that none has");
        }
    }

    /** Whether there was something for every leaf; a size may be signed that no folder can hold. */
    private boolean bundles(Checkpoint head) throws IOException {
        for (long first = 0; first < head.size(); first += Tile.WIDTH) {
            if (!bundle(head, first, (int) Math.min(Tile.WIDTH, head.size() - first))) {
                findings.fault(
                        Aspect.COMPLETENESS,
                        "leaf " + first + ": neither entries nor hashes are there from here on, though " + head.size()
                                + " leaves were signed");
                return false;
            }
        }
        return true;
    }

    private boolean bundle(Checkpoint head, long first, int width) throws IOException {
        Tile tile = new Tile(0, first / Tile.WIDTH, width);
        @Nullable List<Hash> published = published(tile);
        @Nullable Bundle bundle = entries(tile.entries());
        if (published == null && bundle == null) {
            return false;
        }
        for (int i = 0; i < width; i++) {
            @Nullable Hash own = bundle != null && i < bundle.ends().size() ? bundle.hash(i) : null;
            @Nullable Hash claimed = published == null ? null : published.get(i);
            Hash hash = own != null ? own : claimed != null ? claimed : Hash.ZERO;
            if (own != null && claimed != null && !own.equals(claimed)) {
                mismatches.add(first + i);
            }
            grow(hash, claimed != null ? claimed : hash);
            if (bundle != null && own != null) {
                leaf(head, first + i, bundle, i, claimed != null ? claimed : hash);
            }
        }
        return true;
    }

    private void grow(Hash entry, Hash claimed) throws IOException {
        fromEntries.add(entry);
        fromTiles.add(claimed);
        tiles.add(0, entry);
        if (old != null
                && old.checkpoint().size() == fromEntries.size()
                && !old.checkpoint().root().equals(fromEntries.root())) {
            findings.fault(
                    Aspect.INTEGRITY,
                    "The log was forked: its first " + fromEntries.size()
                            + " leaves are not those under the older checkpoint");
        }
    }

    private @Nullable List<Hash> published(Tile tile) throws IOException {
        try {
            byte[] bytes = folder.read(tile);
            boolean exact = Files.exists(folder.file(tile));
            if (bytes.length < tile.width() * Hash.LENGTH || (exact && bytes.length > tile.width() * Hash.LENGTH)) {
                findings.fault(Aspect.INTEGRITY, "tile " + tile.path() + ": it has the wrong length");
                return null;
            }
            return folder.hashes(tile);
        } catch (NoSuchFileException e) {
            findings.fault(Aspect.COMPLETENESS, "tile " + tile.path() + " is missing");
            return null;
        }
    }

    private @Nullable Bundle entries(Tile tile) throws IOException {
        try {
            byte[] bytes = folder.read(tile);
            Bundle bundle = Bundle.read(bytes, tile.width(), !Files.exists(folder.file(tile)));
            if (bundle.fault() != null) {
                findings.fault(
                        Aspect.INTEGRITY,
                        "leaf " + (tile.index() * Tile.WIDTH + bundle.ends().size()) + ": the bundle " + tile.path()
                                + " is broken, " + bundle.fault());
            }
            if (bundle.ends().size() == tile.width()) {
                HashTiles.older(
                        folder, findings, tile, bytes, width -> bundle.ends().get(width - 1));
            }
            return bundle;
        } catch (NoSuchFileException e) {
            findings.fault(
                    Aspect.COMPLETENESS,
                    "The entries from leaf " + tile.index() * Tile.WIDTH + " on are missing: " + tile.path());
            return null;
        }
    }

    private void leaf(Checkpoint head, long index, Bundle bundle, int entry, Hash hash) throws IOException {
        try {
            Leaf leaf = Leaf.read(bundle.bytes(), bundle.begin(entry), bundle.length(entry));
            if (!leaf.log().equals(head.origin())) {
                findings.fault(Aspect.INTEGRITY, "leaf " + index + ": it was written for the log " + leaf.log());
            }
            chains.follow(index, leaf, hash);
            pairs.follow(index, leaf);
            maps.follow(index, leaf);
            if (last == null || leaf.time().isAfter(last)) {
                last = leaf.time();
            }
        } catch (NotCanonicalException | IllegalArgumentException e) {
            findings.fault(
                    Aspect.INTEGRITY, "leaf " + index + ": not a canonical record of version 1: " + e.getMessage());
        }
    }

    private void verifyRoot(Checkpoint head) {
        boolean entriesFit = fromEntries.root().equals(head.root());
        boolean tilesFit = fromTiles.root().equals(head.root());
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

    private void verifyTimes(@Nullable Instant signed) {
        Instant latest = last;
        if (signed != null && latest != null && latest.isAfter(signed.plus(SKEW))) {
            findings.fault(
                    Aspect.TIMELINESS,
                    "A record of " + latest + " stands under a checkpoint that was signed at " + signed);
        }
        findings.remark(
                Aspect.TIMELINESS, "No witness and no time token vouch for these times: they are the operator's own");
        checked.put(
                Aspect.TIMELINESS,
                "last record " + (latest == null ? "none" : latest) + ", checkpoint signed "
                        + (signed == null ? "at no stated time" : signed));
    }
}
