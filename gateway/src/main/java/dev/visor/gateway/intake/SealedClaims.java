package dev.visor.gateway.intake;

import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.views.ClaimedFace;
import dev.visor.gateway.views.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells the redaction whose faces a picture shows. */
@Component
class SealedClaims implements Claims {

    private final ClaimRepository claims;
    private final ClaimFields fields;
    private final TenantTransactions transactions;

    SealedClaims(ClaimRepository claims, ClaimFields fields, TenantTransactions transactions) {
        this.claims = claims;
        this.fields = fields;
        this.transactions = transactions;
    }

    @Override
    public List<ClaimedFace> on(TenantId tenant, UUID asset) {
        List<ClaimedFace> faces = new ArrayList<>();
        for (Claim claim : of(tenant, asset)) {
            try {
                faces.add(opened(claim));
            } catch (KeyDestroyedException e) {
                // Whoever was erased is claimed by nobody any more.
            }
        }
        return faces;
    }

    @Override
    public Set<KeyOwner> persons(TenantId tenant, UUID asset) {
        return of(tenant, asset).stream().map(Claim::subject).collect(Collectors.toSet());
    }

    @Override
    public Optional<KeyOwner> subject(TenantId tenant, UUID asset, int line) {
        return of(tenant, asset).stream()
                .filter(claim -> claim.line() == line)
                .map(Claim::subject)
                .findFirst();
    }

    @Override
    public List<UUID> pictures(TenantId tenant, KeyOwner person) {
        return transactions.inTenant(tenant, () -> claims.pictures(person.value()));
    }

    @Override
    public String reference(TenantId tenant, UUID asset) {
        for (Claim claim : of(tenant, asset)) {
            try {
                return fields.open(claim, ClaimFields.REFERENCE, claim.reference());
            } catch (KeyDestroyedException e) {
                // Each claim has the picture's reference under its own person's key; another one's opens.
            }
        }
        throw new KeyDestroyedException("Everybody on the picture was erased");
    }

    private List<Claim> of(TenantId tenant, UUID asset) {
        return transactions.inTenant(tenant, () -> claims.findByAssetOrderByLine(asset));
    }

    private ClaimedFace opened(Claim claim) {
        byte[] box = claim.box();
        return new ClaimedFace(
                claim.line(),
                box == null ? null : ClaimFields.box(fields.open(claim, ClaimFields.BOX, box)),
                claim.subject());
    }
}
