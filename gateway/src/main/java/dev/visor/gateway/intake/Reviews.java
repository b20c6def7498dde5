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
import dev.visor.gateway.views.Drawing;
import dev.visor.gateway.views.DrawnOutline;
import dev.visor.gateway.views.Originals;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final Drawing drawing;

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
            BatchActs acts,
            Drawing drawing) {
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
        this.drawing = drawing;
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
                .map(asset -> reviewed(tenant, asset, made.getOrDefault(asset.id(), List.of())))
                .toList();
    }

    private Reviewed reviewed(TenantId tenant, Asset asset, List<View> made) {
        Map<Integer, View> byLine = views.byLine(tenant, made);
        Map<Integer, String> reasons = new HashMap<>();
        transactions
                .inTenant(tenant, () -> claims.findByAssetOrderByLine(asset.id()))
                .forEach(claim -> {
                    if (claim.reason() != null) {
                        reasons.put(claim.line(), claim.reason());
                    }
                });
        List<ReviewedRow> rows = references.on(tenant, asset.id()).stream()
                .map(claimed -> new ReviewedRow(
                        claimed.line(), claimed.box(), byLine.get(claimed.line()), reasons.get(claimed.line())))
                .toList();
        return new Reviewed(
                asset,
                references.reference(tenant, asset.id()),
                made,
                rows,
                views.bystanders(tenant, List.of(asset.id())));
    }

    View draw(Caller caller, UUID id, DrawnFace drawn) {
        Asset asset = assets.find(caller.requireTenant(), id);
        return drawing.draw(caller, asset, DrawnOutline.checked(drawn.row(), drawn.corners(), asset.size()));
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
     * One row of the manifest that claims a face on a picture.
     *
     * @param box where the row says that the face is, in stored pixels; null for the one face of the picture
     * @param view what annotators would see of it; null where there is no view
     * @param reason why there is none; null otherwise
     */
    record ReviewedRow(
            int line,
            @Nullable Box box,
            @Nullable View view,
            @Nullable String reason) {

        @Override
        public String toString() {
            return "ReviewedRow[" + line + "]";
        }
    }

    /**
     * An outline as a program sends it: anything may be missing.
     *
     * @param row the manifest's line that claims the face
     * @param imagePoints the corners, in stored pixels
     */
    record DrawnFace(@Nullable Integer row, @Nullable List<@Nullable Corner> imagePoints) {

        @Nullable
        List<ImagePoint> corners() {
            if (imagePoints == null) {
                return null;
            }
            List<ImagePoint> corners = new ArrayList<>();
            for (Corner corner : imagePoints) {
                if (corner == null || corner.x() == null || corner.y() == null) {
                    return null;
                }
                corners.add(new ImagePoint(corner.x(), corner.y()));
            }
            return corners;
        }

        @Override
        public String toString() {
            return "DrawnFace[" + row + "]";
        }
    }

    /** A corner of an outline, in stored pixels. */
    record Corner(@Nullable Double x, @Nullable Double y) {}

    /**
     * One picture under review.
     *
     * @param reference the client's own name of it
     */
    record Reviewed(Asset asset, String reference, List<View> views, List<ReviewedRow> rows, long bystanders) {

        @Override
        public String toString() {
            return "Reviewed[" + asset.id() + "]";
        }
    }
}
