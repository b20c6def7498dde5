package dev.visor.redaction.worker;

import dev.visor.redaction.detect.ClaimMatching;
import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.detect.SecondLook;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.mesh.FaceMesh;
import dev.visor.redaction.mesh.Mesh;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.Blanking;
import dev.visor.redaction.render.Framing;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.render.Overlap;
import dev.visor.redaction.render.ViewRenderer;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.silhouette.Silhouette;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** What a worker does with a picture, from its bytes to its views. Not safe for use by several threads. */
public final class Redactor implements AutoCloseable {

    /** A detector's box ends at brows and chin; a face that is to be hidden is hidden a little beyond. */
    private static final double EXCLUSION_REACH = 1.25;

    /** If others would hide more than this share of a face, a person decides. */
    private static final double MOST_HIDDEN = 0.2;

    /** The network's own doubt, and a mesh that slid to another face, both send the face to a person. */
    static final double LEAST_PRESENCE = 0.5;

    static final double LEAST_AGREEMENT = 0.25;

    private final FaceFinder finder;
    private final FaceMesh mesh;
    private final Silhouette silhouette;
    /** Counts the faces in a finished view, given where in it the one face should be. */
    private final ToIntBiFunction<byte[], Box> shownFaces;

    Redactor(FaceFinder finder, FaceMesh mesh, Silhouette silhouette, ToIntBiFunction<byte[], Box> shownFaces) {
        this.finder = finder;
        this.mesh = mesh;
        this.silhouette = silhouette;
        this.shownFaces = shownFaces;
    }

    /**
     * Loads the networks of a folder; the native library must be loaded.
     *
     * @throws IOException if one is missing or not what its name says
     */
    public static Redactor from(Path models) throws IOException {
        return new Redactor(
                FaceFinder.from(models),
                FaceMesh.from(models),
                Silhouette.from(models),
                SecondLook.from(models)::faces);
    }

    /** Name and version of the detector. */
    public String detector() {
        return finder.label();
    }

    /** Whether the detector is the weaker fallback. */
    public boolean fallbackDetector() {
        return finder.fallback();
    }

    /** Finds the claimed faces and renders a view of each. */
    public Redacted redact(byte[] file, RedactionOrder order) throws PictureRefusedException {
        try (DecodedPicture picture = PictureDecoder.decode(file, order.rules().fill())) {
            return new Run(picture, order, finder.find(picture)).redact();
        }
    }

    /** Renders one view again from stored geometry. */
    public byte[] render(byte[] file, RenderOrder order) throws PictureRefusedException {
        try (DecodedPicture picture = decode(file, order)) {
            return render(picture, order);
        }
    }

    /** Renders the view of a face whose outline a person drew, and suggests points on it. */
    public DrawnView draw(byte[] file, DrawOrder order) throws PictureRefusedException {
        RenderOrder wanted = order.view();
        try (DecodedPicture picture = decode(file, wanted)) {
            byte[] view = render(picture, wanted);
            Suggesting suggesting = new Suggesting(mesh, picture, wanted.frame(), order.places());
            return new DrawnView(view, new FaceInOutline(suggesting).suggest(wanted.outline(), finder.find(picture)));
        }
    }

    /**
     * Takes parts out of a picture.
     *
     * @throws PictureRefusedException {@code blanked-too-large} if what is left is a larger file than any that is read
     */
    public byte[] blank(byte[] file, BlankOrder order) throws PictureRefusedException {
        try (DecodedPicture picture = PictureDecoder.decode(file, order.fill())) {
            byte[] png = Blanking.blank(picture, order.hidden(), order.fill());
            if (png.length > PictureHeader.MOST_BYTES) {
                throw new PictureRefusedException("blanked-too-large", "Without loss the picture is too large a file");
            }
            return png;
        }
    }

    private static DecodedPicture decode(byte[] file, RenderOrder order) throws PictureRefusedException {
        DecodedPicture picture = PictureDecoder.decode(file, order.fill());
        if (picture.size().equals(order.frame().stored())
                && picture.orientation() == order.frame().orientation()) {
            return picture;
        }
        picture.close();
        throw new PictureRefusedException("wrong-picture", "The picture is not the one that the frame names");
    }

    private static byte[] render(DecodedPicture picture, RenderOrder order) {
        return ViewRenderer.render(picture, order.outline(), order.exclusions(), order.frame(), order.fill());
    }

    @Override
    public void close() {
        finder.close();
        mesh.close();
    }

    /** One picture under one order. */
    private final class Run {

        private final DecodedPicture picture;
        private final RedactionOrder order;
        private final List<Detection> found;
        private final Map<Integer, String> unmatched = new HashMap<>();
        private long viewBytes;

        Run(DecodedPicture picture, RedactionOrder order, List<Detection> found) {
            this.picture = picture;
            this.order = order;
            this.found = found;
        }

        Redacted redact() {
            List<Detection> showable = order.claims().isEmpty() ? List.of() : finder.targets(picture, found);
            Map<Detection, Integer> rows = new HashMap<>();
            matchWhole(showable, rows);
            matchBoxes(showable, rows);
            List<FoundFace> faces = new ArrayList<>();
            for (Detection face : found) {
                Integer row = rows.get(face);
                FoundFace target = row == null ? null : target(face, row);
                faces.add(target == null ? new FoundFace.Bystander(face.box(), face.score()) : target);
            }
            return new Redacted(picture.size(), picture.orientation(), finder.label(), faces, unmatched);
        }

        private void matchWhole(List<Detection> showable, Map<Detection, Integer> rows) {
            for (Claim claim : order.claims()) {
                if (claim.box() == null) {
                    if (showable.size() != 1) {
                        unmatched.put(claim.row(), "not-exactly-one-face");
                    } else if (rows.putIfAbsent(showable.getFirst(), claim.row()) != null) {
                        unmatched.put(claim.row(), "face-claimed-twice");
                    }
                }
            }
        }

        private void matchBoxes(List<Detection> showable, Map<Detection, Integer> rows) {
            List<Claim> claims = new ArrayList<>();
            List<Box> boxes = new ArrayList<>();
            for (Claim claim : order.claims()) {
                if (claim.box() != null) {
                    claims.add(claim);
                    boxes.add(claim.box());
                }
            }
            List<@Nullable Integer> matched = ClaimMatching.match(
                    boxes, showable.stream().map(Detection::box).toList());
            for (int i = 0; i < claims.size(); i++) {
                Integer face = matched.get(i);
                int row = claims.get(i).row();
                if (face == null) {
                    unmatched.put(row, "claim-unmatched");
                } else if (rows.putIfAbsent(showable.get(face), row) != null) {
                    unmatched.put(row, "face-claimed-twice");
                }
            }
        }

        /** The view of a claimed face, or null with a reason noted: then a person decides. */
        private FoundFace.@Nullable Target target(Detection face, int row) {
            ViewRules rules = order.rules();
            if (face.box().shorterSide() < rules.smallestFace()) {
                unmatched.put(row, "face-too-small");
                return null;
            }
            Mesh points = mesh.fit(picture, face);
            if (points == null || points.presence() < LEAST_PRESENCE) {
                unmatched.put(row, "face-unreadable");
                return null;
            }
            FaceContour contour = points.contour();
            if (contour.bounds().iou(face.box()) < LEAST_AGREEMENT) {
                unmatched.put(row, "face-unreadable");
                return null;
            }
            Outline outline = outline(contour);
            List<Outline> exclusions = exclusions(face, outline);
            if (Overlap.hidden(Outlines.grown(contour.points(), 0), exclusions, picture.size()) > MOST_HIDDEN) {
                unmatched.put(row, "faces-overlap");
                return null;
            }
            ViewFrame frame = Framing.aligned(
                    order.asset(),
                    order.generation(),
                    picture.size(),
                    picture.orientation(),
                    outline,
                    rules.longestSide(),
                    rules.turn(contour, picture.size(), picture.orientation()));
            if (frame == null) {
                unmatched.put(row, "face-unreadable");
                return null;
            }
            byte[] view = ViewRenderer.render(picture, outline, exclusions, frame, rules.fill());
            int shown = shownFaces.applyAsInt(view, contour.bounds().mapped(frame.storedToView()));
            if (shown != 1) {
                unmatched.put(row, shown == 0 ? "view-unconfirmed" : "view-shows-several");
                return null;
            }
            if (viewBytes + view.length > Wire.MOST_VIEW_BYTES) {
                unmatched.put(row, "views-too-large");
                return null;
            }
            viewBytes += view.length;
            return new FoundFace.Target(
                    row,
                    face.box(),
                    face.score(),
                    contour,
                    outline,
                    exclusions,
                    frame,
                    view,
                    new Suggesting(mesh, picture, frame, order.places()).on(points));
        }

        private Outline outline(FaceContour contour) {
            ViewRules rules = order.rules();
            Outline most = around(rules.shape(), contour, rules.margin());
            return rules.shape().holdsBackground()
                    ? silhouette.cut(
                            picture,
                            most,
                            around(ViewShape.FACE_OVAL, contour, 0),
                            around(ViewShape.FACE_OVAL, contour, rules.margin()))
                    : most;
        }

        private Outline around(ViewShape shape, FaceContour contour, double margin) {
            return shape.around(
                    contour, picture.storedToUpright(), order.rules().aligned(), margin);
        }

        private List<Outline> exclusions(Detection face, Outline outline) {
            Box reach = outline.bounds();
            return found.stream()
                    .filter(other -> !other.equals(face))
                    .map(other -> other.box().scaled(EXCLUSION_REACH))
                    .filter(box -> box.intersection(reach) > 0)
                    .map(Outlines::ellipse)
                    .toList();
        }
    }
}
