package dev.visor.gateway.views;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.ViewProfiles;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.worker.DrawnView;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Keeps drawn views: sealed first, then one transaction in which the new view begins and the old one ends. */
@Component
class DrawnViews {

    /** What stands for the detector of a face that a person found. */
    private static final String DETECTOR = "drawn";

    static final String RULE = "face.draw";

    private final AssetRepository assets;
    private final FaceRepository faces;
    private final ViewRepository views;
    private final Claims claims;
    private final BatchHold batches;
    private final Vault vault;
    private final LooseObjects loose;
    private final ReplacedViews replacedViews;
    private final Findings findings;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DrawnViews(
            AssetRepository assets,
            FaceRepository faces,
            ViewRepository views,
            Claims claims,
            BatchHold batches,
            Vault vault,
            LooseObjects loose,
            ReplacedViews replacedViews,
            Findings findings,
            TenantTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.assets = assets;
        this.faces = faces;
        this.views = views;
        this.claims = claims;
        this.batches = batches;
        this.vault = vault;
        this.loose = loose;
        this.replacedViews = replacedViews;
        this.findings = findings;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stops before anything is opened where nothing could be kept.
     *
     * @throws Refused (409) if the picture was not looked at yet, cannot become a view, or was withdrawn
     */
    void requireOpen(Asset asset) {
        transactions.runInTenant(asset.tenant(), () -> open(asset));
    }

    /** The generation of the next view of a face: a corrected one has a higher one than what it corrects. */
    int nextGeneration(Asset asset, int line) {
        return transactions.inTenant(asset.tenant(), () -> {
            Set<UUID> known = known(asset, line).stream().map(Face::id).collect(Collectors.toSet());
            return 1
                    + (int) views.findByAssetInOrderByCreated(List.of(asset.id())).stream()
                            .filter(view -> known.contains(view.face()))
                            .count();
        });
    }

    /** Seals a view and puts it in the place of what there was of this face. */
    Replaced keep(
            Asset asset, Project project, KeyOwner subject, DrawnOutline drawn, ViewFrame frame, DrawnView rendered) {
        ViewGeometry geometry = new ViewGeometry(
                frame,
                drawn.outline().bounds(),
                drawn.outline(),
                List.of(),
                ViewProfiles.named(project.viewProfile()).fill(),
                rendered.suggestion(),
                project.schema().ref().version(),
                Correspondence.of(project.schema()).points());
        ObjectRef picture = vault.seal(asset.tenant(), ObjectKind.VIEW, Set.of(subject), rendered.view());
        ObjectRef lines = vault.seal(asset.tenant(), ObjectKind.SUGGESTION, Set.of(subject), geometry.toJson());
        try {
            return transactions.inTenant(
                    asset.tenant(), () -> replace(asset, project, subject, drawn.line(), picture, lines, frame));
        } catch (RuntimeException failure) {
            loose.discard(asset, project, List.of(picture, lines), failure);
            throw failure;
        }
    }

    /**
     * Destroys the keys of what the old views showed, which is what somebody objected to; their geometry stays with the work
     * done on them.
     */
    void destroyOld(Asset asset, Project project, Replaced replaced) {
        loose.destroy(asset, project, replaced.old().stream().map(View::picture).toList());
    }

    private Replaced replace(
            Asset asset,
            Project project,
            KeyOwner subject,
            int line,
            ObjectRef picture,
            ObjectRef geometry,
            ViewFrame frame) {
        Asset current = open(asset);
        if (claims.subject(asset.tenant(), asset.id(), line)
                .filter(subject::equals)
                .isEmpty()) {
            throw Refused.conflict(
                    "reassigned-meanwhile", "This face was given to another person meanwhile: draw it anew.");
        }
        if (nextGeneration(asset, line) != frame.generation()) {
            throw Refused.conflict(
                    "drawn-meanwhile", "Somebody drew this face meanwhile; look at that view, then draw again.");
        }
        Face face = known(asset, line).stream()
                .findFirst()
                .orElseGet(() -> faces.save(Face.target(asset, subject, line, 1)));
        List<View> old = views.findByAssetInOrderByCreated(List.of(asset.id())).stream()
                .filter(view -> view.face().equals(face.id()) && view.state() != ViewState.DEAD)
                .toList();
        for (View view : old) {
            view.become(ViewState.DEAD);
            views.save(view);
            findings.close(asset.tenant(), Withholding.RULE, view.label());
            findings.close(asset.tenant(), RULE, view.label());
        }
        View view = new View(
                asset, face, picture, geometry, project.viewProfile(), DETECTOR, frame.view(), clock.instant());
        if (batches.released(asset.tenant(), asset.batch())) {
            view.become(ViewState.WITHHELD);
            findings.open(
                    asset.tenant(),
                    RULE,
                    Severity.WARNING,
                    "A view was drawn by hand in a released batch; look at it, then show it to annotators.",
                    view.label(),
                    "redaction-officer");
        }
        views.save(view);
        current.settle(AssetState.REDACTED, null, current.detector() == null ? DETECTOR : current.detector());
        assets.save(current);
        findings.close(asset.tenant(), "redaction.waits", asset.label());
        events.publishEvent(
                new ViewsDied(asset.tenant(), old.stream().map(View::id).collect(Collectors.toSet())));
        events.publishEvent(new FaceDrawn(asset.tenant(), asset.batch(), asset.id(), line));
        if (!old.isEmpty()) {
            replacedViews.queue(asset, view);
        }
        return new Replaced(view, old);
    }

    /** The picture as it stands, locked after its batch. */
    private Asset open(Asset asset) {
        if (!batches.hold(asset.tenant(), asset.batch())) {
            throw Refused.conflict("batch-withdrawn", "This batch was withdrawn.");
        }
        Asset current = assets.lock(asset.id()).orElseThrow(Refused::notFound);
        return switch (current.state()) {
            case REDACTED, WAITING -> current;
            case UPLOADED ->
                throw Refused.conflict("picture-not-looked-at", "The machine has not looked at this picture yet.");
            case REFUSED, WITHDRAWN ->
                throw Refused.conflict("picture-closed", "This picture cannot become a view any more.");
        };
    }

    private List<Face> known(Asset asset, int line) {
        return faces.findByAssetIn(List.of(asset.id())).stream()
                .filter(face -> Integer.valueOf(line).equals(face.claim()))
                .toList();
    }

    /**
     * A view and what it took the place of.
     *
     * @param old views of the same face that are dead now
     */
    record Replaced(View view, List<View> old) {}
}
