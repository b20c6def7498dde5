package dev.visor.gateway.views;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Gives a face to another person (Article 16 GDPR). First the rows, in one transaction: from its commit on nothing is sealed
 * under the wrong person any more, since whoever seals something about a face looks at its row again, under a lock, before
 * he refers to what he sealed. Then the keys, one object after the other.
 */
@Service
public class FaceMoves {

    private final AssetRepository assets;
    private final FaceRepository faces;
    private final ViewRepository views;
    private final Claims claims;
    private final BatchHold batches;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final ObjectProvider<FaceFollowers> followers;

    FaceMoves(
            AssetRepository assets,
            FaceRepository faces,
            ViewRepository views,
            Claims claims,
            BatchHold batches,
            Vault vault,
            TenantTransactions transactions,
            ObjectProvider<FaceFollowers> followers) {
        this.assets = assets;
        this.faces = faces;
        this.views = views;
        this.claims = claims;
        this.batches = batches;
        this.vault = vault;
        this.transactions = transactions;
        this.followers = followers;
    }

    /** Whether the picture is there: a restored database may be older than it. */
    public boolean possible(FaceMove move) {
        return transactions.inTenant(
                move.tenant(),
                () -> assets.findById(move.asset()).isPresent()
                        && claims.subject(move.tenant(), move.asset(), move.line())
                                .isPresent());
    }

    /**
     * Keeps the picture from changing until the running transaction ends.
     *
     * @throws Refused (409) if it was not looked at yet, or was withdrawn
     */
    public void requireSettled(Asset asset) {
        if (!batches.hold(asset.tenant(), asset.batch())) {
            throw Refused.conflict("picture-closed", "This picture was withdrawn: nothing of it can be read any more.");
        }
        switch (assets.lock(asset.id()).orElseThrow(Refused::notFound).state()) {
            case UPLOADED ->
                throw Refused.conflict(
                        "picture-not-looked-at", "The machine has not looked at this picture yet: come back then.");
            case WITHDRAWN ->
                throw Refused.conflict(
                        "picture-closed", "This picture was withdrawn: nothing of it can be read any more.");
            case REDACTED, WAITING, REFUSED -> {
                // There it is.
            }
        }
    }

    /** Changes every row that says whose face it is. Doing it again changes nothing. */
    public void assign(FaceMove move) {
        transactions.runInTenant(move.tenant(), () -> {
            UUID batch = assets.findById(move.asset()).map(Asset::batch).orElseThrow(Refused::notFound);
            batches.hold(move.tenant(), batch);
            if (assets.lock(move.asset()).isEmpty()) {
                throw Refused.notFound();
            }
            faces.lock(move.asset(), move.line()).ifPresent(face -> {
                if (face.owner().equals(move.from())) {
                    face.belongTo(move.to());
                    faces.save(face);
                }
            });
            List<UUID> shown = views(move).stream().map(View::id).toList();
            followers.forEach(follower -> follower.assign(move, shown));
        });
    }

    /** What is wrapped under other keys than it is to be, and whose keys those are: empty once all has moved. */
    public Map<ObjectRef, Set<KeyOwner>> left(FaceMove move) {
        Map<ObjectRef, Set<KeyOwner>> wanted = transactions.inTenant(move.tenant(), () -> wanted(move));
        Map<ObjectRef, Set<KeyOwner>> left = new LinkedHashMap<>();
        vault.standing(wanted.keySet()).forEach((object, owners) -> {
            Set<KeyOwner> right = wanted.getOrDefault(object, owners);
            if (!owners.equals(right)) {
                left.put(object, right);
            }
        });
        return left;
    }

    private Map<ObjectRef, Set<KeyOwner>> wanted(FaceMove move) {
        Map<ObjectRef, Set<KeyOwner>> wanted = new LinkedHashMap<>();
        Asset asset = assets.findById(move.asset()).orElseThrow(Refused::notFound);
        // An unfinished generation, of an erasure that a crash stopped, has owners of its own.
        vault.standing(List.of(asset.original()))
                .forEach((original, owners) -> wanted.put(original, everybody(move, owners)));
        List<View> shown = views(move);
        for (View view : shown) {
            wanted.put(view.picture(), Set.of(move.to()));
            wanted.put(view.geometry(), Set.of(move.to()));
        }
        List<UUID> ids = shown.stream().map(View::id).toList();
        followers.forEach(follower -> wanted.putAll(follower.objects(move, ids)));
        return wanted;
    }

    /** Whoever is on the picture: the wrong person too, where another face on it is that person's. */
    private Set<KeyOwner> everybody(FaceMove move, Set<KeyOwner> owners) {
        Set<KeyOwner> everybody = new HashSet<>(owners);
        if (!claims.persons(move.tenant(), move.asset()).contains(move.from())) {
            everybody.remove(move.from());
        }
        everybody.add(move.to());
        return Set.copyOf(everybody);
    }

    private List<View> views(FaceMove move) {
        List<UUID> known = faces.findByAssetIn(List.of(move.asset())).stream()
                .filter(face -> Integer.valueOf(move.line()).equals(face.claim()))
                .map(Face::id)
                .toList();
        return views.findByFaceIn(known);
    }
}
