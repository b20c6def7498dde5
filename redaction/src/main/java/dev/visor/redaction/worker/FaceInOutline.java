package dev.visor.redaction.worker;

import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.mesh.MeanFace;
import dev.visor.redaction.mesh.Mesh;
import dev.visor.redaction.picture.DecodedPicture;
import java.util.Comparator;
import java.util.List;

/** Reads a face that a person, and perhaps no detector, saw in an outline. */
final class FaceInOutline {

    /** Where the eyes of an upright face lie in the box around it, in shares of its sides. */
    private static final double EYES_DOWN = 0.4;

    private static final double EYE_FROM_MIDDLE = 0.2;

    private final Suggesting suggesting;

    FaceInOutline(Suggesting suggesting) {
        this.suggesting = suggesting;
    }

    /**
     * Where the points could be: by the mesh where it agrees with the outline, else those of a mean face.
     *
     * @param found what the detectors saw on the picture, however unsure
     */
    SuggestedPoints suggest(Outline outline, List<Detection> found) {
        DecodedPicture picture = suggesting.picture();
        Affine upright = picture.storedToUpright();
        Box drawn = outline.bounds().mapped(upright);
        Detection face = found.stream()
                .filter(seen -> outline.contains(seen.box().centre()))
                .max(Comparator.comparingDouble(Detection::score))
                .orElseGet(() -> filling(drawn, upright));
        Mesh fitted = suggesting.mesh().fit(picture, face);
        return fitted != null && readable(fitted, outline)
                ? suggesting.on(fitted)
                : SuggestedPoints.unsure(suggesting.inView(stored(MeanFace.in(drawn), upright), upright));
    }

    /** Whether the mesh trusts itself, and its face is the one that was drawn around. */
    private static boolean readable(Mesh points, Outline outline) {
        return points.presence() >= Redactor.LEAST_PRESENCE
                && points.contour().bounds().iou(outline.bounds()) >= Redactor.LEAST_AGREEMENT
                && outline.contains(points.contour().bounds().centre());
    }

    /** A face that stands upright and takes the whole box. */
    private static Detection filling(Box uprightBox, Affine upright) {
        double eyes = uprightBox.y() + EYES_DOWN * uprightBox.height();
        double middle = uprightBox.centre().x();
        double aside = EYE_FROM_MIDDLE * uprightBox.width();
        return new Detection(
                stored(uprightBox, upright),
                0,
                back(upright, middle - aside, eyes),
                back(upright, middle + aside, eyes));
    }

    private static Mesh stored(Mesh mesh, Affine upright) {
        return new Mesh(
                mesh.points().stream()
                        .map(point -> back(upright, point.x(), point.y()))
                        .toList(),
                mesh.presence());
    }

    private static Box stored(Box box, Affine upright) {
        ImagePoint one = back(upright, box.x(), box.y());
        ImagePoint other = back(upright, box.right(), box.bottom());
        return new Box(
                Math.min(one.x(), other.x()),
                Math.min(one.y(), other.y()),
                Math.abs(one.x() - other.x()),
                Math.abs(one.y() - other.y()));
    }

    private static ImagePoint back(Affine upright, double x, double y) {
        return new ImagePoint(upright.inverseX(x, y), upright.inverseY(x, y));
    }
}
