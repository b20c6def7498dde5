package dev.visor.gateway.intake;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.Claims;
import dev.visor.gateway.views.Delivery;
import dev.visor.gateway.views.Originals;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The redaction officer's look at a batch: what annotators would see, beside what it was made of. */
@Service
class Reviews {

    private final Batches batches;
    private final Projects projects;
    private final Assets assets;
    private final Views views;
    private final Originals originals;
    private final Claims references;
    private final ClaimRepository claims;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final BatchActs acts;

    Reviews(
            Batches batches,
            Projects projects,
            Assets assets,
            Views views,
            Originals originals,
            Claims references,
            ClaimRepository claims,
            TenantTransactions transactions,
            Gate gate,
            BatchActs acts) {
        this.batches = batches;
        this.projects = projects;
        this.assets = assets;
        this.views = views;
        this.originals = originals;
        this.references = references;
        this.claims = claims;
        this.transactions = transactions;
        this.gate = gate;
        this.acts = acts;
    }

    /** How the batch stands, in states and counts. */
    Standing standing(Caller caller, UUID id) {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        gate.check(caller, Act.BATCH_READ, batch.resource(project));
        List<Asset> pictures = assets.inBatch(tenant, id);
        List<UUID> ids = pictures.stream().map(Asset::id).toList();
        List<Claim> rows = transactions.inTenant(tenant, () -> claims.findByBatchOrderByLine(id));
        return new Standing(batch, pictures, views.of(tenant, ids).size(), views.bystanders(tenant, ids), rows);
    }

    /** The pictures with their references and views; opening the references is a record. */
    List<Reviewed> review(Caller caller, UUID id) {
        TenantId tenant = caller.requireTenant();
        Batch batch = batches.find(tenant, id);
        Project project = projects.find(tenant, batch.project());
        List<KeyOwner> persons = transactions.inTenant(tenant, () -> claims.persons(id));
        acts.pass(caller, Act.BATCH_REVIEW, batch, project, "batch.review", persons, entry -> {});
        List<Asset> pictures = assets.inBatch(tenant, id);
        Map<UUID, List<View>> made = views
                .of(tenant, pictures.stream().map(Asset::id).toList())
                .stream()
                .collect(Collectors.groupingBy(View::asset));
        return pictures.stream()
                .map(asset -> new Reviewed(
                        asset,
                        references.reference(tenant, asset.id()),
                        made.getOrDefault(asset.id(), List.of()),
                        views.bystanders(tenant, List.of(asset.id()))))
                .toList();
    }

    void view(Caller caller, UUID id, Delivery delivery) {
        TenantId tenant = caller.requireTenant();
        View view = views.find(tenant, id);
        Project project = projects.find(tenant, view.project());
        Batch batch = batches.find(tenant, assets.find(tenant, view.asset()).batch());
        views.review(caller, view, project, batch.resource(project), delivery);
    }

    void original(Caller caller, UUID id, Delivery delivery) {
        TenantId tenant = caller.requireTenant();
        Asset asset = assets.find(tenant, id);
        Project project = projects.find(tenant, asset.project());
        originals.show(caller, asset, project, Act.ORIGINAL_SHOW, delivery);
    }

    /**
     * How a batch stands.
     *
     * @param views how many faces have a view
     * @param bystanders how many faces nobody claimed
     */
    record Standing(Batch batch, List<Asset> pictures, int views, long bystanders, List<Claim> rows) {}

    /**
     * One picture under review.
     *
     * @param reference the client's own name of it
     */
    record Reviewed(Asset asset, String reference, List<View> views, long bystanders) {

        @Override
        public String toString() {
            return "Reviewed[" + asset.id() + "]";
        }
    }
}
