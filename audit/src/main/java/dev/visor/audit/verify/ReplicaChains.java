package dev.visor.audit.verify;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.ChainLink;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Finding.Aspect;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Follows each writer's numbers: a record that was dropped, doubled or moved breaks its writer's chain. */
final class ReplicaChains {

    private final Findings findings;
    private final Map<UUID, End> ends = new HashMap<>();

    private record End(int epoch, long n, Hash hash, Instant time) {}

    ReplicaChains(Findings findings) {
        this.findings = findings;
    }

    void follow(long index, Leaf leaf, Hash hash) {
        ChainLink link = leaf.link();
        End end = ends.get(link.replica());
        if (end == null) {
            if (link.n() != 1 || !link.previous().equals(Hash.ZERO)) {
                fault(index, "the records that writer " + link.replica() + " wrote before it are missing");
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

    int count() {
        return ends.size();
    }

    private void fault(long index, String what) {
        findings.fault(Aspect.COMPLETENESS, "leaf " + index + ": " + what);
    }
}
