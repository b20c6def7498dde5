package dev.visor.gateway.exchange;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.landmarks.Annotation;
import dev.visor.gateway.landmarks.Annotations;
import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.Sheet;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.AssetState;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.Claims;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.gateway.views.ViewState;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Role;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Opens the submitted landmarks of a batch and carries them into the coordinates of the originals. Each intent in the
 * trail names the objects of at most {@link #FACES} faces.
 */
@Component
class Gathering {

    /** Two sealed objects a face, and a record covers at most 50. */
    private static final int FACES = 24;

    private final Assets assets;
    private final Views views;
    private final Claims claims;
    private final Annotations annotations;
    private final Trails trails;

    Gathering(Assets assets, Views views, Claims claims, Annotations annotations, Trails trails) {
        this.assets = assets;
        this.views = views;
        this.claims = claims;
        this.annotations = annotations;
        this.trails = trails;
    }

    /** What of a batch is submitted now. */
    Gathered gather(Caller caller, Project project, UUID batch, UUID export, Instant created, CoordinateSpace space) {
        return gather(
                caller,
                project,
                batch,
                export,
                created,
                space,
                views -> annotations.submitted(project.tenant(), views));
    }

    /** These versions and no others, as an earlier export holds them. */
    Gathered gather(Caller caller, Project project, Export of, CoordinateSpace space, List<UUID> versions) {
        return gather(
                caller,
                project,
                of.batch(),
                of.id(),
                of.created(),
                space,
                views -> annotations.versions(project.tenant(), versions));
    }

    private Gathered gather(
            Caller caller,
            Project project,
            UUID batch,
            UUID export,
            Instant created,
            CoordinateSpace space,
            Function<List<UUID>, Map<UUID, Annotation>> choose) {
        TenantId tenant = project.tenant();
        List<Asset> pictures = assets.inBatch(tenant, batch).stream()
                .filter(asset -> asset.state() == AssetState.REDACTED)
                .toList();
        List<View> released = views.of(tenant, pictures.stream().map(Asset::id).toList()).stream()
                .filter(view -> view.state() == ViewState.RELEASED)
                .toList();
        Map<UUID, Annotation> submitted =
                choose.apply(released.stream().map(View::id).toList());
        List<View> done = released.stream()
                .filter(view -> submitted.containsKey(view.id()))
                .toList();
        Opened opened = open(caller, project, export, done, submitted);
        List<ExportedPicture> exported = new ArrayList<>();
        for (Asset asset : pictures) {
            List<ExportedFace> faces = opened.faces.getOrDefault(asset.id(), List.of());
            if (!faces.isEmpty()) {
                exported.add(new ExportedPicture(
                        asset.id(),
                        claims.reference(tenant, asset.id()),
                        asset.size(),
                        Orientation.ofExif(asset.orientation()),
                        faces));
            }
        }
        ExportContent content = new ExportContent(
                export,
                project.id(),
                project.purpose().id(),
                project.basis().id(),
                created,
                project.schema(),
                space,
                exported);
        return new Gathered(content, Set.copyOf(opened.persons), opened.versions, opened.roundTrip);
    }

    private Opened open(Caller caller, Project project, UUID export, List<View> done, Map<UUID, Annotation> submitted) {
        Opened opened = new Opened();
        for (int from = 0; from < done.size(); from += FACES) {
            List<View> some = done.subList(from, Math.min(done.size(), from + FACES));
            Set<ObjectLabel> labels = new LinkedHashSet<>();
            Set<KeyOwner> persons = new LinkedHashSet<>();
            for (View view : some) {
                labels.add(view.geometry().label());
                labels.add(submitted(submitted, view).object().label());
                persons.add(views.subject(view));
            }
            Receipt receipt = trails.append(Entry.of("export.read", caller.as(Role.CLIENT))
                    .in(project.tenant())
                    .because(project.purpose().id(), project.basis().id())
                    .on(Export.label(export))
                    .on(labels)
                    .about(persons)
                    .with("faces", Integer.toString(some.size())));
            some.forEach(view -> opened.add(view, submitted(submitted, view), receipt));
            opened.persons.addAll(persons);
        }
        return opened;
    }

    private static Annotation submitted(Map<UUID, Annotation> submitted, View view) {
        Annotation found = submitted.get(view.id());
        if (found == null) {
            throw new IllegalStateException("A view without its submission");
        }
        return found;
    }

    /** What was opened so far. */
    private final class Opened {

        private final Map<UUID, List<ExportedFace>> faces = new HashMap<>();
        private final Set<KeyOwner> persons = new LinkedHashSet<>();
        private final List<UUID> versions = new ArrayList<>();
        private double roundTrip;

        void add(View view, Annotation annotation, Receipt receipt) {
            ViewGeometry geometry = views.geometry(view, receipt);
            Sheet sheet = annotations.open(annotation, receipt);
            List<ExportedPoint> points = new ArrayList<>();
            for (Landmark landmark : sheet.points()) {
                points.add(exported(geometry.frame(), landmark));
            }
            faces.computeIfAbsent(view.asset(), asset -> new ArrayList<>())
                    .add(new ExportedFace(
                            view.face(),
                            annotation.version(),
                            geometry.frame().generation(),
                            view.detector(),
                            geometry.box(),
                            points));
            versions.add(annotation.id());
        }

        private ExportedPoint exported(ViewFrame frame, Landmark landmark) {
            ViewPoint place = landmark.place();
            if (place == null) {
                return new ExportedPoint(null, landmark.state().label());
            }
            ImagePoint there = frame.toImage(place);
            ViewPoint back = frame.toView(there);
            roundTrip = Math.max(roundTrip, Math.hypot(back.x() - place.x(), back.y() - place.y()));
            return new ExportedPoint(there, landmark.state().label());
        }
    }

    /**
     * The content of an export.
     *
     * @param persons whose points it holds
     * @param versions the annotation versions that went into it
     * @param roundTrip the largest distance between a point and itself after view, original, view: view pixels
     */
    record Gathered(ExportContent content, Set<KeyOwner> persons, List<UUID> versions, double roundTrip) {

        int faces() {
            return versions.size();
        }
    }
}
