package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyMissingException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.ViewProfiles;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.worker.BlankOrder;
import dev.visor.redaction.worker.RedactionOrder;
import dev.visor.redaction.worker.RedactionWorkers;
import dev.visor.redaction.worker.RenderOrder;
import dev.visor.redaction.worker.WorkerException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Takes one person out of a picture that shows others, too (G8). The original becomes its next generation: a lossless
 * raster without metadata, of the same size and orientation, in which the person's face is one grey; so the frames of
 * the others stand as they are. What they show is rendered anew from the blanked raster and replaced where that differs.
 * Then the key of the old generation is destroyed.
 *
 * <p>Doing it again after a crash at any point gives the same end: what counts is the picture's row, which is written last,
 * and whatever generation it does not name loses its key.
 */
@Service
public class GroupPictures {

    private static final ActorRef ACTOR = ActorRef.system("erasure");

    /** A detector's box ends at brows and chin. */
    private static final double REACH = 1.25;

    /** A client's box may be drawn anyhow around the face. */
    private static final double REACH_OF_CLAIM = 1.5;

    /** With a view's picture and geometry, and the picture itself, in one record. */
    private static final int MOST_VIEWS = (Portions.MOST - 2) / 2;

    private final AssetRepository assets;
    private final FaceRepository faces;
    private final ViewRepository views;
    private final Claims claims;
    private final RedactionWorkers workers;
    private final Vault vault;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final ApplicationEventPublisher events;

    GroupPictures(
            AssetRepository assets,
            FaceRepository faces,
            ViewRepository views,
            Claims claims,
            RedactionWorkers workers,
            Vault vault,
            Trails trails,
            TenantTransactions transactions,
            ApplicationEventPublisher events) {
        this.assets = assets;
        this.faces = faces;
        this.views = views;
        this.claims = claims;
        this.workers = workers;
        this.vault = vault;
        this.trails = trails;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * Takes the person out. All or nothing: whatever keeps the face from being hidden for certain, keeps the picture as it
     * is, for the caller to destroy as a whole.
     *
     * @param person who goes; the keys are still there
     * @return why it was not done: {@code nobody-left}, {@code too-many-views} (one record names all that is opened),
     *     {@code place-unknown}, {@code picture-unreadable}, {@code face-still-found}; empty if it was
     */
    public Optional<String> takeOut(Asset asset, Project project, KeyOwner person) {
        Set<KeyOwner> staying =
                new HashSet<>(vault.standing(List.of(asset.original())).getOrDefault(asset.original(), Set.of()));
        if (!staying.remove(person)) {
            return Optional.empty(); // it was done before
        }
        Set<KeyOwner> named = claims.persons(asset.tenant(), asset.id());
        if (named.stream().noneMatch(staying::contains)) {
            return Optional.of("nobody-left");
        }
        List<View> made =
                transactions.inTenant(asset.tenant(), () -> views.findByAssetInOrderByCreated(List.of(asset.id())));
        if (made.size() > MOST_VIEWS) {
            return Optional.of("too-many-views");
        }
        Map<UUID, Face> known =
                transactions.inTenant(asset.tenant(), () -> faces.findByAssetIn(List.of(asset.id()))).stream()
                        .collect(Collectors.toMap(Face::id, face -> face));
        Receipt receipt = trails.append(Entry.of("redaction.blank", ACTOR)
                .in(asset.tenant())
                .because(project.purpose().id(), project.basis().id())
                .on(asset.label(), asset.original().label())
                .on(opened(made))
                .about(named)
                .with("project", project.id().toString()));
        Outcome outcome;
        try {
            outcome = blank(asset, project, person, staying, made, known, receipt);
        } catch (PictureRefusedException | KeyDestroyedException | KeyMissingException e) {
            outcome = new Outcome("picture-unreadable", 0);
        } catch (WorkerException e) {
            if (!e.blamesPicture()) {
                end(receipt, asset, project, new Outcome(e.reason(), 0));
                throw new IllegalStateException("No worker could answer: " + e.reason(), e);
            }
            outcome = new Outcome("picture-unreadable", 0);
        }
        end(receipt, asset, project, outcome);
        return Optional.ofNullable(outcome.reason);
    }

    private Outcome blank(
            Asset asset,
            Project project,
            KeyOwner person,
            Set<KeyOwner> staying,
            List<View> made,
            Map<UUID, Face> known,
            Receipt receipt)
            throws PictureRefusedException, WorkerException {
        int fill = ViewProfiles.named(project.viewProfile()).fill();
        List<Outline> hidden = places(asset, person, made, known, receipt);
        if (hidden.isEmpty()) {
            return new Outcome("place-unknown", 0);
        }
        byte[] blanked;
        UUID tenant = asset.tenant().value();
        try (Vault.Opened original = vault.open(asset.original(), receipt)) {
            blanked = workers.blank(tenant, original.bytes(), new BlankOrder(hidden, fill));
        }
        try {
            if (blanked.length > Vault.WHOLE_LIMIT || showsSomebody(asset, project, blanked, hidden)) {
                return new Outcome("face-still-found", 0);
            }
            Map<UUID, byte[]> changed = changed(asset, person, made, known, blanked, receipt);
            try {
                keep(asset, staying, blanked, changed, known, made, receipt);
                return new Outcome(null, changed.size());
            } finally {
                changed.values().forEach(view -> Arrays.fill(view, (byte) 0));
            }
        } finally {
            Arrays.fill(blanked, (byte) 0);
        }
    }

    /** Where the person is: all that was ever shown, the face's box, and what the client said of faces without a view. */
    private List<Outline> places(
            Asset asset, KeyOwner person, List<View> made, Map<UUID, Face> known, Receipt receipt) {
        List<Outline> places = new ArrayList<>();
        Set<Integer> shown = new HashSet<>();
        for (View view : made) {
            Face face = known.get(view.face());
            if (face != null && face.owner().equals(person)) {
                ViewGeometry geometry;
                try (Vault.Opened opened = vault.open(view.geometry(), receipt)) {
                    geometry = ViewGeometry.fromJson(opened.bytes());
                }
                places.add(geometry.outline());
                places.add(Outlines.ellipse(geometry.box().scaled(REACH)));
                Integer claim = face.claim();
                if (claim != null) {
                    shown.add(claim);
                }
            }
        }
        for (ClaimedFace claimed : claims.on(asset.tenant(), asset.id())) {
            if (claimed.subject().equals(person) && !shown.contains(claimed.line())) {
                Box box = claimed.box();
                if (box == null) {
                    return List.of(); // somewhere: there is no place to blank
                }
                places.add(Outlines.ellipse(box.scaled(REACH_OF_CLAIM)));
            }
        }
        return places;
    }

    /** A worker that knows nothing of the order looks for faces where none may be left. */
    private boolean showsSomebody(Asset asset, Project project, byte[] blanked, List<Outline> hidden)
            throws PictureRefusedException, WorkerException {
        RedactionOrder order = new RedactionOrder(
                asset.id(),
                asset.original().generation(),
                List.of(),
                Redaction.rules(ViewProfiles.named(project.viewProfile())));
        return workers.redact(asset.tenant().value(), blanked, order).faces().stream()
                .map(face -> face.box().centre())
                .anyMatch(centre -> hidden.stream().anyMatch(outline -> outline.contains(centre)));
    }

    /** The others' views as the blanked raster gives them, where these are not what they were. */
    private Map<UUID, byte[]> changed(
            Asset asset, KeyOwner person, List<View> made, Map<UUID, Face> known, byte[] blanked, Receipt receipt)
            throws PictureRefusedException, WorkerException {
        Map<UUID, byte[]> changed = new HashMap<>();
        for (View view : made) {
            Face face = known.get(view.face());
            if (view.state() == ViewState.DEAD || face == null || face.owner().equals(person)) {
                continue;
            }
            ViewGeometry geometry;
            try (Vault.Opened opened = vault.open(view.geometry(), receipt)) {
                geometry = ViewGeometry.fromJson(opened.bytes());
            }
            byte[] anew = workers.render(
                    asset.tenant().value(),
                    blanked,
                    new RenderOrder(geometry.outline(), geometry.exclusions(), geometry.frame(), geometry.fill()));
            if (!shows(view, anew, receipt)) {
                changed.put(view.id(), anew);
            }
        }
        return changed;
    }

    private boolean shows(View view, byte[] bytes, Receipt receipt) {
        try (Vault.Opened before = vault.open(view.picture(), receipt)) {
            return Arrays.equals(bytes, before.bytes());
        } catch (KeyDestroyedException e) {
            return false; // a crash came between the key and the row
        }
    }

    private void keep(
            Asset asset,
            Set<KeyOwner> staying,
            byte[] blanked,
            Map<UUID, byte[]> changed,
            Map<UUID, Face> known,
            List<View> made,
            Receipt receipt) {
        ObjectRef next = vault.reseal(asset.original(), staying, blanked);
        Map<UUID, ObjectRef> repainted = new HashMap<>();
        List<ObjectRef> before = new ArrayList<>();
        for (View view : made) {
            byte[] anew = changed.get(view.id());
            Face face = known.get(view.face());
            if (anew != null && face != null) {
                repainted.put(view.id(), vault.seal(asset.tenant(), ObjectKind.VIEW, Set.of(face.owner()), anew));
                before.add(view.picture());
            }
        }
        // Before the rows: afterwards nothing would lead to these keys again.
        vault.shred(before, receipt);
        transactions.runInTenant(asset.tenant(), () -> {
            Asset current = assets.lock(asset.id()).orElseThrow();
            current.blanked(next);
            assets.save(current);
            repainted.forEach((id, picture) -> {
                View view = views.lock(id).orElseThrow();
                view.repaint(picture);
                views.save(view);
                events.publishEvent(new ViewRepainted(asset.tenant(), id));
            });
        });
        vault.shred(vault.otherGenerations(next), receipt);
    }

    private void end(Receipt receipt, Asset asset, Project project, Outcome outcome) {
        Entry entry = Entry.of(outcome.reason == null ? "redaction.blanked" : "redaction.blank-failed", ACTOR)
                .in(asset.tenant())
                .because(project.purpose().id(), project.basis().id())
                .on(asset.label())
                .with("project", project.id().toString());
        trails.outcome(
                receipt,
                outcome.reason == null
                        ? entry.with("views", Integer.toString(outcome.changed))
                        : entry.with("reason", outcome.reason));
    }

    private static List<ObjectLabel> opened(List<View> made) {
        List<ObjectLabel> labels = new ArrayList<>();
        made.forEach(view ->
                labels.addAll(List.of(view.geometry().label(), view.picture().label())));
        return labels;
    }

    /**
     * How it went.
     *
     * @param reason why it was not done; null if it was
     * @param changed how many of the others' views are others now
     */
    private record Outcome(@Nullable String reason, int changed) {}
}
