package dev.visor.gateway.intake;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.FaceFollowers;
import dev.visor.gateway.views.FaceMove;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The claim of a face: whom it names, and what it says of the picture, which rests sealed under that person's key. */
@Component
class ClaimFollower implements FaceFollowers {

    private final ClaimRepository claims;
    private final ClaimFields fields;

    ClaimFollower(ClaimRepository claims, ClaimFields fields) {
        this.claims = claims;
        this.fields = fields;
    }

    @Override
    public void assign(FaceMove move, Collection<UUID> views) {
        for (Claim claim : claims.findByAssetOrderByLine(move.asset())) {
            if (claim.line() == move.line() && claim.subject().equals(move.from())) {
                byte @Nullable [] box = claim.box();
                claim.belongTo(
                        move.to(),
                        again(move, claim, ClaimFields.FILE, claim.fileName()),
                        box == null ? null : again(move, claim, ClaimFields.BOX, box),
                        again(move, claim, ClaimFields.REFERENCE, claim.reference()));
                claims.save(claim);
            }
        }
    }

    private byte[] again(FaceMove move, Claim claim, String field, byte[] sealed) {
        return fields.seal(move.tenant(), move.to(), field, fields.open(claim, field, sealed));
    }

    @Override
    public Map<ObjectRef, Set<KeyOwner>> objects(FaceMove move, Collection<UUID> views) {
        return Map.of();
    }
}
