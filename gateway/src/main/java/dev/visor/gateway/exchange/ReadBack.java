package dev.visor.gateway.exchange;

import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.render.FaceMask;
import dev.visor.redaction.render.RunLengths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An archive's COCO and .pts files, its codes and its masks, parsed and held against what they should say. Faces are matched by their identifiers in
 * the manifest, never by their order: one person's points under another's name are found.
 */
final class ReadBack {

    private final ArchiveReader file;
    private final ExportContent expected;
    private final Map<Long, CocoReader.Found> annotations = new HashMap<>();
    private final Map<UUID, JsonNode> named = new HashMap<>();
    private final List<ExportedPicture> read = new ArrayList<>();
    private final Map<UUID, FaceCodes> codes = new HashMap<>();
    private final Set<String> masks = new HashSet<>();
    private double largest;

    private ReadBack(ArchiveReader file, ExportContent expected) {
        this.file = file;
        this.expected = expected;
    }

    /**
     * Parses the files and compares.
     *
     * @param expected what was meant to be written
     * @throws ExportFormatException if a face, point or mask is missing in the files, one is there that should not be, or
     *     a mask is not, pixel by pixel, the one that it should be
     */
    static ReadBack of(ArchiveReader file, ExportContent expected) {
        ReadBack back = new ReadBack(file, expected);
        back.index();
        back.compare();
        return back;
    }

    /** The largest distance between a point that was meant and the same point in a file: pixels of the exported raster. */
    double difference() {
        return largest;
    }

    /** How many masks were compared and found to be right. */
    int masks() {
        return masks.size();
    }

    /** What the file says, in stored coordinates. */
    ExportContent content() {
        return expected.with(read);
    }

    private void index() {
        for (CocoReader.Found found : CocoReader.read(file.file(CocoKeypoints.PATH))) {
            if (annotations.put(found.id(), found) != null) {
                throw new ExportFormatException("COCO's JSON has two annotations of one number");
            }
        }
        if (file.paths().contains(CodesFile.PATH)) {
            codes.putAll(CodesFile.read(file.file(CodesFile.PATH)));
        }
        for (JsonNode face : file.manifest().path("faces")) {
            if (named.put(UUID.fromString(face.path("face").asString()), face) != null) {
                throw new ExportFormatException("The manifest names a face twice");
            }
        }
    }

    private void compare() {
        for (ExportedPicture picture : expected.pictures()) {
            Affine toExported = expected.space().fromStored(picture.stored(), picture.orientation());
            List<ExportedFace> faces = new ArrayList<>();
            for (ExportedFace face : picture.faces(expected.space())) {
                faces.add(face.with(compared(picture, face).stream()
                        .map(point -> stored(point, toExported))
                        .toList()));
            }
            read.add(new ExportedPicture(
                    picture.asset(), picture.reference(), picture.stored(), picture.orientation(), faces));
        }
        if (!annotations.isEmpty() || !named.isEmpty() || !codes.isEmpty()) {
            throw new ExportFormatException("The files hold faces that should not be there");
        }
        if (file.paths().stream().anyMatch(path -> MaskFiles.holds(path) && !masks.contains(path))) {
            throw new ExportFormatException("The files hold masks that should not be there");
        }
    }

    /** One face's points as COCO has them. */
    private List<ExportedPoint> compared(ExportedPicture picture, ExportedFace face) {
        JsonNode entry = named.remove(face.face());
        CocoReader.Found found = entry == null
                ? null
                : annotations.remove(entry.path("coco").path("annotation").asLong());
        if (entry == null || found == null || !found.fileName().equals(picture.reference())) {
            throw new ExportFormatException("A face is missing, or stands under another picture");
        }
        if (!found.keypoints().equals(face.schema().points())) {
            throw new ExportFormatException("A face's points stand under other names than they were placed under");
        }
        compare(face, found.points());
        List<Integer> flags =
                face.points().stream().map(point -> point.visibility().flag()).toList();
        if (!found.flags().equals(flags)) {
            throw new ExportFormatException("A point's flag is not the one that its state asks for");
        }
        JsonNode pts = entry.path("pts");
        if (face.complete() != pts.isString()) {
            throw new ExportFormatException("A complete face has a .pts file, and no other");
        }
        if (pts.isString()) {
            compare(face, new ArrayList<>(PtsFile.read(file.file(pts.asString()))));
        }
        if (!Objects.equals(codes.remove(face.face()), face.codes())) {
            throw new ExportFormatException("A face's codes are not what its annotator said");
        }
        compareMasks(face, found, entry.path("mask"));
        List<ExportedPoint> points = new ArrayList<>();
        for (int i = 0; i < found.points().size(); i++) {
            points.add(new ExportedPoint(
                    found.points().get(i), face.points().get(i).state()));
        }
        return points;
    }

    private void compare(ExportedFace face, List<@Nullable ImagePoint> points) {
        if (points.size() != face.points().size()) {
            throw new ExportFormatException("A face has another number of points than it should");
        }
        for (int i = 0; i < points.size(); i++) {
            ImagePoint meant = face.points().get(i).place();
            ImagePoint found = points.get(i);
            if ((meant == null) != (found == null)) {
                throw new ExportFormatException("A point has a place on one side only");
            }
            if (meant != null && found != null) {
                largest = Math.max(largest, Math.hypot(meant.x() - found.x(), meant.y() - found.y()));
            }
        }
    }

    /** One face's mask as COCO and as its own file have it. */
    private void compareMasks(ExportedFace face, CocoReader.Found found, JsonNode path) {
        FaceMask mask = face.mask();
        if ((mask != null) != path.isString() || (mask != null) != (found.runs() != null)) {
            throw new ExportFormatException("A face has a mask on one side only");
        }
        if (mask == null) {
            return;
        }
        RunLengths runs = mask.runs();
        if (!runs.equals(found.runs())
                || runs.area() != found.area()
                || !CocoKeypoints.box(face, runs).equals(found.box())) {
            throw new ExportFormatException("A face's segmentation is not what its views show");
        }
        if (!mask.matches(file.file(path.asString()))) {
            throw new ExportFormatException("A face's mask is not what its views show");
        }
        masks.add(path.asString());
    }

    private static ExportedPoint stored(ExportedPoint point, Affine toExported) {
        ImagePoint place = point.place();
        return place == null
                ? point
                : new ExportedPoint(
                        new ImagePoint(
                                toExported.inverseX(place.x(), place.y()), toExported.inverseY(place.x(), place.y())),
                        point.state());
    }
}
