package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.Act;
import dev.visor.policies.ViewProfile;
import dev.visor.policies.ViewProfiles;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.Framing;
import dev.visor.redaction.worker.DrawOrder;
import dev.visor.redaction.worker.DrawnView;
import dev.visor.redaction.worker.RedactionWorkers;
import dev.visor.redaction.worker.RenderOrder;
import dev.visor.redaction.worker.WorkerException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Makes a view from an outline that the client's redaction officer drew, where no detector confirmed a face or a view was
 * wrong. What was drawn is all that is shown; no detector adds to it or takes from it.
 */
@Service
public class Drawing {

    private final Projects projects;
    private final Claims claims;
    private final Gate gate;
    private final Trails trails;
    private final Vault vault;
    private final RedactionWorkers workers;
    private final DrawnViews drawnViews;

    Drawing(
            Projects projects,
            Claims claims,
            Gate gate,
            Trails trails,
            Vault vault,
            RedactionWorkers workers,
            DrawnViews drawnViews) {
        this.projects = projects;
        this.claims = claims;
        this.gate = gate;
        this.trails = trails;
        this.vault = vault;
        this.workers = workers;
        this.drawnViews = drawnViews;
    }

    /**
     * Draws the view of a claimed face; an earlier view of it dies.
     *
     * @throws Refused (409) if the picture or its batch is not in a state for it, (422) if the face is smaller than the
     *     profile lets a target be, or the picture cannot become a view
     */
    public View draw(Caller caller, Asset asset, DrawnOutline drawn) {
        Project project = projects.find(asset.tenant(), asset.project());
        gate.check(caller, Act.FACE_DRAW, asset.resource(project.resource()));
        KeyOwner subject = subject(asset, drawn.line());
        ViewFrame frame = frame(asset, project, drawn);
        drawnViews.requireOpen(asset);
        // The original is opened, and it shows everybody who is claimed to be on it.
        Set<KeyOwner> persons = claims.persons(asset.tenant(), asset.id());
        Receipt receipt = gate.pass(
                caller,
                Act.FACE_DRAW,
                asset.resource(project.resource()),
                "face.draw",
                entry -> entry.on(asset.label(), asset.original().label())
                        .about(persons)
                        .with("row", Integer.toString(drawn.line()))
                        .with("profile", project.viewProfile()));
        DrawnViews.Replaced replaced;
        try {
            DrawnView view = render(asset, project, drawn, frame, receipt);
            replaced = drawnViews.keep(asset, project, subject, drawn, frame, view);
        } catch (RuntimeException e) {
            trails.outcome(
                    receipt,
                    outcome("face.draw-failed", caller, asset, project, receipt)
                            .about(subject)
                            .with("reason", e instanceof Refused refused ? refused.reason() : "internal"));
            throw e;
        }
        // Whatever goes wrong from here on, the view is made: no record may say that it was not.
        trails.outcome(
                receipt,
                outcome("face.drawn", caller, asset, project, receipt)
                        .on(replaced.view().label())
                        .about(subject));
        drawnViews.destroyOld(asset, project, replaced);
        return replaced.view();
    }

    private KeyOwner subject(Asset asset, int line) {
        return claims.on(asset.tenant(), asset.id()).stream()
                .filter(claimed -> claimed.line() == line)
                .map(ClaimedFace::subject)
                .findFirst()
                .orElseThrow(() -> new Refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unknown-row",
                        "No row of that number claims a face on this picture."));
    }

    private ViewFrame frame(Asset asset, Project project, DrawnOutline drawn) {
        ViewProfile profile = ViewProfiles.named(project.viewProfile());
        if (drawn.outline().bounds().shorterSide() < profile.smallestFace()) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "face-too-small",
                    "The outline is smaller than the " + profile.smallestFace()
                            + " pixels that the view profile asks of a face.");
        }
        // Checked to lie on the picture, so that there is a frame.
        return Objects.requireNonNull(Framing.snapped(
                asset.id(),
                drawnViews.nextGeneration(asset, drawn.line()),
                asset.size(),
                Orientation.ofExif(asset.orientation()),
                drawn.outline(),
                profile.longestSide()));
    }

    private DrawnView render(Asset asset, Project project, DrawnOutline drawn, ViewFrame frame, Receipt receipt) {
        RenderOrder order = new RenderOrder(
                drawn.outline(),
                List.of(),
                frame,
                ViewProfiles.named(project.viewProfile()).fill());
        try (Vault.Opened original = vault.open(asset.original(), receipt)) {
            return workers.draw(
                    asset.tenant().value(),
                    original.bytes(),
                    new DrawOrder(order, Correspondence.of(project.schema()).places()));
        } catch (PictureRefusedException e) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, e.reason(), Reasons.sentence(e.reason()));
        } catch (WorkerException e) {
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE, e.reason(), "The picture could not be drawn; try again.");
        }
    }

    private static Entry outcome(String action, Caller caller, Asset asset, Project project, Receipt receipt) {
        return Entry.of(action, caller.as(receipt))
                .in(asset.tenant())
                .because(project.purpose().id(), project.basis().id())
                .on(asset.label());
    }
}
