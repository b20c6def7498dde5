package dev.visor.gateway.subjects;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.FaceMove;
import dev.visor.gateway.views.FaceMoves;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes all that is a person's because of a face the right person's: the rows that say whose face it is, then the key of each
 * sealed object, wrapped anew under records that name it. Each step can be done again, so it goes on after a crash anywhere,
 * and may be done twice at once: which objects are left is asked of the objects, until none is.
 */
@Component
class ReassignmentWork {

    private static final ActorRef ACTOR = ActorRef.system("reassignment");

    /** Objects that came while others were moved are found at the next look; nothing comes under the wrong key any more. */
    private static final int LOOKS = 10;

    private final ReassignmentTable table;
    private final Tenants tenants;
    private final FaceMoves faces;
    private final Subjects subjects;
    private final Vault vault;
    private final Trails trails;
    private final Clock clock;

    ReassignmentWork(
            ReassignmentTable table,
            Tenants tenants,
            FaceMoves faces,
            Subjects subjects,
            Vault vault,
            Trails trails,
            Clock clock) {
        this.table = table;
        this.tenants = tenants;
        this.faces = faces;
        this.subjects = subjects;
        this.vault = vault;
        this.trails = trails;
        this.clock = clock;
    }

    /** Finishes what was taken on before an entry of the ledger, so that the entry's work finds every face where it belongs. */
    void finishBefore(TenantId tenant, long number) {
        table.open(tenant).stream().filter(one -> one.number() < number).forEach(one -> run(tenant, one.id()));
    }

    void run(TenantId tenant, UUID id) {
        Reassignment wanted = table.find(tenant, id).orElseThrow();
        if (wanted.moved() != null) {
            return;
        }
        FaceMove move = wanted.move();
        Receipt intent = trails.append(entry("subject.move-keys", wanted).about(move.from(), move.to()));
        int moved = 0;
        // A database from before the picture has nothing to move, and a tenant that was ended has nothing left.
        if (!tenants.ended(tenant) && faces.possible(move)) {
            if (!subjects.exists(tenant, move.to())) {
                subjects.declareNameless(tenant, move.to());
            }
            faces.assign(move);
            moved = wrapAnew(wanted, move);
        }
        Receipt done =
                trails.outcome(intent, entry("subject.reassigned", wanted).with("objects", Integer.toString(moved)));
        table.done(wanted, moved, clock.instant(), done.record());
    }

    private int wrapAnew(Reassignment wanted, FaceMove move) {
        int moved = 0;
        for (int look = 0; look < LOOKS; look++) {
            Map<ObjectRef, Set<KeyOwner>> left = faces.left(move);
            if (left.isEmpty()) {
                return moved;
            }
            for (List<ObjectRef> some : Portions.of(left.keySet(), Portions.MOST - 1)) {
                Receipt receipt = trails.append(entry("object.rewrap", wanted)
                        .on(some.stream().map(ObjectRef::label).toList())
                        .about(move.from(), move.to())
                        .with("objects", Integer.toString(some.size())));
                for (ObjectRef object : some) {
                    moved += rewrap(object, left.getOrDefault(object, Set.of()), receipt);
                }
            }
        }
        throw new IllegalStateException("Objects of the reassignment " + wanted.id() + " came faster than they moved");
    }

    /** What was withdrawn meanwhile is nobody's. */
    private int rewrap(ObjectRef object, Set<KeyOwner> owners, Receipt receipt) {
        try {
            vault.rewrap(object, owners, receipt);
            return 1;
        } catch (KeyDestroyedException e) {
            if (vault.standing(List.of(object)).isEmpty()) {
                return 0;
            }
            throw e;
        }
    }

    private static Entry entry(String action, Reassignment wanted) {
        return Entry.of(action, ACTOR)
                .in(wanted.tenant())
                .because(Ground.RECTIFICATION)
                .on(wanted.label())
                .with("reassignment", wanted.id().toString());
    }
}
