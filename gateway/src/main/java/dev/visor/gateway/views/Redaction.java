package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.findings.Findings;
import dev.visor.gateway.findings.Severity;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectAlteredException;
import dev.visor.gateway.vault.ObjectMissingException;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.ViewProfile;
import dev.visor.policies.ViewProfiles;
import dev.visor.redaction.models.Model;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.worker.Claim;
import dev.visor.redaction.worker.Redacted;
import dev.visor.redaction.worker.RedactionOrder;
import dev.visor.redaction.worker.RedactionWorkers;
import dev.visor.redaction.worker.ViewRules;
import dev.visor.redaction.worker.WorkerException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Takes one picture from its sealed original to its sealed views. Running it again after a crash at any point gives the
 * same end: what counts is the row that {@link Settlement} writes last.
 */
@Service
class Redaction {

    private static final ActorRef ACTOR = ActorRef.system("redaction");

    /** Ten attempts, each after twice the wait, are a quarter of an hour; then the picture waits for a person. */
    static final int MOST_ATTEMPTS = 10;

    private final Assets assets;
    private final Projects projects;
    private final Claims claims;
    private final RedactionWorkers workers;
    private final Vault vault;
    private final Trails trails;
    private final Settlement settlement;
    private final Findings findings;

    Redaction(
            Assets assets,
            Projects projects,
            Claims claims,
            RedactionWorkers workers,
            Vault vault,
            Trails trails,
            Settlement settlement,
            Findings findings) {
        this.assets = assets;
        this.projects = projects;
        this.claims = claims;
        this.workers = workers;
        this.vault = vault;
        this.trails = trails;
        this.settlement = settlement;
        this.findings = findings;
    }

    void run(TenantId tenant, UUID id) {
        Asset asset = assets.find(tenant, id);
        if (!settlement.open(asset)) {
            return;
        }
        Project project = projects.find(tenant, asset.project());
        Set<KeyOwner> persons = claims.persons(tenant, id);
        Receipt intent = trails.append(entry("redaction.process", asset, project)
                .on(asset.label(), asset.original().label())
                .about(persons));
        // After the record: while the trail refuses, no picture uses its attempts up.
        if (settlement.attempt(asset) > MOST_ATTEMPTS) {
            refuse(asset, project, persons, intent, AssetState.WAITING, "tried-too-often");
            return;
        }
        try {
            List<ClaimedFace> claimed = claims.on(tenant, id);
            settle(asset, project, claimed, look(asset, project, claimed, intent), intent);
        } catch (PictureRefusedException e) {
            refuse(asset, project, persons, intent, AssetState.REFUSED, e.reason());
        } catch (KeyDestroyedException e) {
            refuse(asset, project, persons, intent, AssetState.REFUSED, "key-destroyed");
        } catch (WorkerException e) {
            if (!e.blamesPicture()) {
                fail(asset, project, persons, intent, e.reason());
                throw new IllegalStateException("No worker could answer: " + e.reason(), e);
            }
            refuse(asset, project, persons, intent, AssetState.WAITING, e.reason());
        } catch (ObjectAlteredException | ObjectMissingException | KeyAlteredException e) {
            fail(asset, project, persons, intent, "original-unreadable");
            throw e;
        }
    }

    private Redacted look(Asset asset, Project project, List<ClaimedFace> claimed, Receipt intent)
            throws PictureRefusedException, WorkerException {
        ViewProfile profile = ViewProfiles.named(project.viewProfile());
        RedactionOrder order = new RedactionOrder(
                asset.id(),
                asset.original().generation(),
                claimed.stream().map(face -> new Claim(face.line(), face.box())).toList(),
                rules(profile),
                Correspondence.of(project.schema()).places());
        try (Vault.Opened original = vault.open(asset.original(), intent)) {
            return workers.redact(asset.tenant().value(), original.bytes(), order);
        }
    }

    private void settle(Asset asset, Project project, List<ClaimedFace> claimed, Redacted found, Receipt intent) {
        Map<Integer, KeyOwner> subjects =
                claimed.stream().collect(Collectors.toMap(ClaimedFace::line, ClaimedFace::subject));
        if (found.targets().isEmpty()) {
            String reason =
                    found.unmatched().values().stream().sorted().findFirst().orElse("nothing-claimed");
            Set<KeyOwner> persons = Set.copyOf(subjects.values());
            boolean settled = settlement.without(
                    asset, project, persons, AssetState.WAITING, reason, found.detector(), found.unmatched());
            if (settled) {
                waits(asset, "No view could be made of a picture. " + Reasons.sentence(reason));
            }
        } else {
            int fill = ViewProfiles.named(project.viewProfile()).fill();
            settlement.with(asset, project, found, subjects, fill);
        }
        Entry outcome = entry(found.targets().isEmpty() ? "redaction.waits" : "redaction.done", asset, project)
                .on(asset.label())
                .about(subjects.values())
                .with("claims", Integer.toString(claimed.size()))
                .with("views", Integer.toString(found.targets().size()))
                .with(
                        "bystanders",
                        Integer.toString(found.faces().size() - found.targets().size()))
                .with("unmatched", Integer.toString(found.unmatched().size()))
                .with("detector", found.detector());
        if (!found.targets().isEmpty()) {
            outcome.with("confirmed-by", Model.SHORT_RANGE.label());
        }
        trails.outcome(intent, outcome);
    }

    private void refuse(
            Asset asset, Project project, Set<KeyOwner> persons, Receipt intent, AssetState state, String reason) {
        boolean settled = settlement.without(asset, project, persons, state, reason, null, Map.of());
        fail(asset, project, persons, intent, reason);
        if (settled) {
            waits(asset, "A picture could not be worked on. " + Reasons.sentence(reason));
        }
    }

    private void fail(Asset asset, Project project, Set<KeyOwner> persons, Receipt intent, String reason) {
        trails.outcome(
                intent,
                entry("redaction.failed", asset, project)
                        .on(asset.label())
                        .about(persons)
                        .with("reason", reason));
    }

    private void waits(Asset asset, String sentence) {
        ObjectLabel about = asset.label();
        findings.open(asset.tenant(), "redaction.waits", Severity.WARNING, sentence, about, "redaction-officer");
    }

    private static Entry entry(String action, Asset asset, Project project) {
        return Entry.of(action, ACTOR)
                .in(asset.tenant())
                .because(project.purpose().id(), project.basis().id())
                .with("project", project.id().toString());
    }

    static ViewRules rules(ViewProfile profile) {
        return new ViewRules(
                ViewShape.labelled(profile.shape()),
                profile.margin(),
                profile.longestSide(),
                profile.smallestFace(),
                profile.fill(),
                profile.aligned());
    }
}
