package dev.visor.gateway.exchange;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.exchange.Selection.Chosen;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.landmarks.Annotation;
import dev.visor.gateway.landmarks.Annotations;
import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.Sheet;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Schemas;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Claims;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Role;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.render.FaceMask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Opens chosen landmarks and carries them into the coordinates of the originals. Each intent in the trail names the
 * objects of at most {@link #FACES} faces.
 */
@Component
class Gathering {

    /** Two sealed objects a face, and a record covers at most 50. */
    private static final int FACES = 24;

    private final Views views;
    private final Claims claims;
    private final Annotations annotations;
    private final Schemas schemas;
    private final Trails trails;

    Gathering(Views views, Claims claims, Annotations annotations, Schemas schemas, Trails trails) {
        this.views = views;
        this.claims = claims;
        this.annotations = annotations;
        this.schemas = schemas;
        this.trails = trails;
    }

    /**
     * Opens what was chosen.
     *
     * @param export the export that it is for
     * @param created when that was asked for
     */
    Gathered gather(Caller caller, Project project, UUID export, Instant created, Form form, Selection selection) {
        Opened opened = open(caller, project, export, form, selection.chosen());
        List<ExportedPicture> exported = new ArrayList<>();
        for (Asset asset : selection.pictures()) {
            List<ExportedFace> faces = opened.faces.getOrDefault(asset.id(), List.of());
            if (!faces.isEmpty()) {
                exported.add(new ExportedPicture(
                        asset.id(),
                        claims.reference(project.tenant(), asset.id()),
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
                project.codes(),
                form.space(),
                form.masks(),
                exported,
                selection.leftOut());
        return new Gathered(content, opened.roundTrip);
    }

    private Opened open(Caller caller, Project project, UUID export, Form form, List<Chosen> all) {
        Opened opened = new Opened(project, form.masks());
        for (int from = 0; from < all.size(); from += FACES) {
            List<Chosen> some = all.subList(from, Math.min(all.size(), from + FACES));
            Set<ObjectLabel> labels = new LinkedHashSet<>();
            Set<KeyOwner> persons = new LinkedHashSet<>();
            for (Chosen face : some) {
                labels.add(face.view().geometry().label());
                labels.add(face.annotation().object().label());
                persons.add(face.subject());
            }
            Receipt receipt = trails.append(Entry.of("export.read", caller.as(Role.CLIENT))
                    .in(project.tenant())
                    .because(project.purpose().id(), project.basis().id())
                    .on(Export.label(export))
                    .on(labels)
                    .about(persons)
                    .with("project", project.id().toString())
                    .with("faces", Integer.toString(some.size())));
            some.forEach(face -> opened.add(face.view(), face.annotation(), receipt));
        }
        return opened;
    }

    /** What was opened so far. */
    private final class Opened {

        private final Project project;
        private final boolean masks;
        private final Map<UUID, List<ExportedFace>> faces = new HashMap<>();
        private double roundTrip;

        private Opened(Project project, boolean masks) {
            this.project = project;
            this.masks = masks;
        }

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
                            sheet.guideline(),
                            geometry.frame().generation(),
                            view.detector(),
                            geometry.box(),
                            placedUnder(sheet),
                            points,
                            sheet.codes(),
                            masks ? mask(geometry) : null));
        }

        /** What the sheet says, never what the project is on now: its points have no other names. */
        private LandmarkSchema placedUnder(Sheet sheet) {
            LandmarkSchema schema = schemas.at(project, sheet.schemaVersion());
            if (!schema.ref().label().equals(sheet.schema())) {
                throw new IllegalStateException("A sheet is of another schema than its project's");
            }
            return schema;
        }

        /** By the geometry that its views are drawn from, in stored pixels. */
        private static FaceMask mask(ViewGeometry geometry) {
            return new FaceMask(
                    geometry.outline(), geometry.exclusions(), geometry.frame().stored(), Orientation.UPRIGHT);
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
     * The form that an export was asked for in.
     *
     * @param space the raster that coordinates and masks lie in
     * @param masks whether a mask of every face goes along
     */
    record Form(CoordinateSpace space, boolean masks) {}

    /**
     * The content of an export.
     *
     * @param roundTrip the largest distance between a point and itself after view, original, view: view pixels
     */
    record Gathered(ExportContent content, double roundTrip) {}
}
