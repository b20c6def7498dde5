package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.merkle.Tile;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Follows each writer's numbers: a record that was dropped, doubled or moved breaks its writer's chain. */
final class ReplicaChains {

    private final Findings findings;
    private final Map<UUID, End> ends = new HashMap<>();

    /** What a writer's first record that is left quotes, and the leaf of that record. */
    private final Map<Hash, Long> quoted = new HashMap<>();

    private record End(int epoch, long n, Hash hash, Instant time) {}

    ReplicaChains(Findings findings) {
        this.findings = findings;
    }

    /**
     * Follows one record.
     *
     * @param gone behind which leaf the last bundle ends that is not there; 0 where all are
     */
    void follow(long index, Leaf leaf, Hash hash, long gone) {
        ChainLink link = leaf.link();
        End end = ends.get(link.replica());
        if (end == null) {
            if (gone > 0 && !link.previous().equals(Hash.ZERO)) {
                quoted.put(link.previous(), index);
            } else if (link.n() != 1 || !link.previous().equals(Hash.ZERO)) {
                missing(index);
            }
        } else if (link.epoch() < end.epoch() || (link.epoch() == end.epoch() && link.n() <= end.n())) {
            fault(index, "writer " + link.replica() + " had been further already: records were moved or repeated");
        } else if (link.n() != (link.epoch() == end.epoch() ? end.n() + 1 : 1)) {
            fault(index, "a record of writer " + link.replica() + " before it is missing");
        } else if (!link.previous().equals(end.hash())) {
            fault(index, "it quotes another record before it than the log holds");
        }
        if (end != null && leaf.time().isBefore(end.time())) {
            findings.fault(Aspect.TIMELINESS, "leaf " + index + ": it is earlier than its writer's record before");
        }
        ends.put(link.replica(), new End(link.epoch(), link.n(), hash, leaf.time()));
    }

    /** Looks for what the first records quote among the hashes of the leaves that are gone. */
    void end(LogFolder folder, long gone) {
        try {
            for (long first = 0; first < gone && !quoted.isEmpty(); first += Tile.WIDTH) {
                folder.hashes(new Tile(0, first / Tile.WIDTH, Tile.WIDTH)).forEach(quoted::remove);
            }
        } catch (UncheckedIOException e) {
            // A hash tile that is missing is a fault of its own; what it held is not found.
            System.getLogger(ReplicaChains.class.getName()).log(System.Logger.Level.DEBUG, "No such tile", e);
        }
        quoted.values().forEach(this::missing);
    }

    private void missing(long index) {
        fault(index, "the records that its writer wrote before it are missing");
    }

    int count() {
        return ends.size();
    }

    private void fault(long index, String what) {
        findings.fault(Aspect.COMPLETENESS, "leaf " + index + ": " + what);
    }
}
