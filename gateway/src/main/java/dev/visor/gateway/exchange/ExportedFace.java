package dev.visor.gateway.exchange;

import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Orientation;
import dev.visor.redaction.render.FaceMask;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One face's landmarks as they leave.
 *
 * @param face the face's identifier in Visor, which the trail names, too
 * @param annotation which version of its annotation, from 1
 * @param guideline the version of the project's guideline that it was made under, 1 for the schema's definitions alone
 * @param generation the generation of the view that it was placed on
 * @param detector which detector found the face, with its version
 * @param box the face in the exported raster, corner-origin
 * @param schema the version of the landmark schema that it was placed under, whatever the project is on now
 * @param points in that schema's order
 * @param codes what was said of it beside the points; null where the project asks for nothing else
 * @param mask which pixels of the exported raster are the face's; null where no masks were asked for
 */
record ExportedFace(
        UUID face,
        int annotation,
        int guideline,
        int generation,
        String detector,
        Box box,
        LandmarkSchema schema,
        List<ExportedPoint> points,
        @Nullable FaceCodes codes,
        @Nullable FaceMask mask) {

    ExportedFace {
        points = List.copyOf(points);
        if (points.size() != schema.size()) {
            throw new IllegalArgumentException("A face of the schema "
                    + schema.ref().label() + " has " + schema.size() + " points, not " + points.size());
        }
    }

    /** The same face in the raster that is turned like this from the stored one, in which it lies now. */
    ExportedFace turned(ImageSize stored, Orientation turn) {
        Affine transform = turn.fromStored(stored);
        List<ExportedPoint> moved = points.stream()
                .map(point -> new ExportedPoint(
                        point.place() == null ? null : moved(transform, point.place()), point.state()))
                .toList();
        return new ExportedFace(
                face,
                annotation,
                guideline,
                generation,
                detector,
                moved(transform, box),
                schema,
                moved,
                codes,
                mask == null ? null : mask.in(turn));
    }

    /** The same face with other points. */
    ExportedFace with(List<ExportedPoint> others) {
        return new ExportedFace(face, annotation, guideline, generation, detector, box, schema, others, codes, mask);
    }

    /** Whether every point has a place, as formats without a word for a missing one need. */
    boolean complete() {
        return points.stream().allMatch(point -> point.place() != null);
    }

    private static ImagePoint moved(Affine transform, ImagePoint point) {
        return new ImagePoint(transform.x(point.x(), point.y()), transform.y(point.x(), point.y()));
    }

    private static Box moved(Affine transform, Box box) {
        ImagePoint one = moved(transform, new ImagePoint(box.x(), box.y()));
        ImagePoint other = moved(transform, new ImagePoint(box.right(), box.bottom()));
        double left = Math.min(one.x(), other.x());
        double top = Math.min(one.y(), other.y());
        return new Box(left, top, Math.abs(one.x() - other.x()), Math.abs(one.y() - other.y()));
    }

    @Override
    public String toString() {
        return "ExportedFace[" + face + "]";
    }
}
