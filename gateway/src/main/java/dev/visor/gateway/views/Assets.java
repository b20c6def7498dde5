package dev.visor.gateway.views;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The uploaded pictures. */
@Service
public class Assets {

    private final AssetRepository assets;
    private final TenantTransactions transactions;
    private final Clock clock;

    Assets(AssetRepository assets, TenantTransactions transactions, Clock clock) {
        this.assets = assets;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes a sealed picture known under the identifier that its record already names. */
    public Asset register(UUID id, NewAsset wanted) {
        return transactions.inTenant(
                wanted.original().tenant(), () -> assets.save(new Asset(id, wanted, clock.instant())));
    }

    /**
     * One picture.
     *
     * @throws Refused (404) if it is not one of this tenant's
     */
    public Asset find(TenantId tenant, UUID id) {
        return transactions.inTenant(tenant, () -> assets.findById(id)).orElseThrow(Refused::notFound);
    }

    /** Whether there is such a picture. */
    public boolean exists(TenantId tenant, UUID id) {
        return transactions.inTenant(tenant, () -> assets.findById(id)).isPresent();
    }

    /** The pictures of a batch, in the order of their upload. */
    public List<Asset> inBatch(TenantId tenant, UUID batch) {
        return transactions.inTenant(tenant, () -> assets.findByBatchOrderByCreated(batch));
    }
}
