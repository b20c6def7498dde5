package dev.visor.gateway.exchange;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.Crop;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.render.RunLengths;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * COCO's keypoint JSON (<a href="https://cocodataset.org/#format-data">format</a>, "2. Keypoint Detection"): keypoints are
 * pixel indices from 0, boxes are measured from the corner, skeleton edges count points from 1. Where masks were asked for,
 * a face's area and box are those of its mask, and {@code segmentation} holds the mask's run lengths.
 *
 * <p>A category is one version of the landmark schema; faces that were placed under an earlier one than the project is on now
 * are of another category, with that version's keypoints.
 *
 * <p>What COCO has no word for stands beside it under {@code visor}, which other readers skip: the face's identifier, the
 * version of the annotation, the six states.
 */
final class CocoKeypoints {

    static final String PATH = "annotations/coco.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private CocoKeypoints() {}

    /** Writes everything; images and annotations are numbered from 1 in the order of the content. */
    static byte[] write(ExportContent content) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("info")
                .put("description", "Landmarks exported by Visor")
                .put("version", "1")
                .put("year", content.created().atZone(ZoneOffset.UTC).getYear())
                .put("contributor", "")
                .put("url", "")
                .put("date_created", DateTimeFormatter.ISO_INSTANT.format(content.created()));
        root.putArray("licenses");
        List<LandmarkSchema> schemas = content.schemas();
        ArrayNode categories = root.putArray("categories");
        schemas.forEach(schema -> addCategory(categories, schema, schemas.size() > 1));
        ArrayNode images = root.putArray("images");
        ArrayNode annotations = root.putArray("annotations");
        for (ExportedPicture picture : content.pictures()) {
            int image = images.size() + 1;
            addImage(images, image, picture, content.space());
            for (ExportedFace face : picture.faces(content.space())) {
                addFace(annotations, image, 1 + schemas.indexOf(face.schema()), face);
            }
        }
        return JSON.writeValueAsBytes(root);
    }

    private static void addCategory(ArrayNode categories, LandmarkSchema schema, boolean several) {
        String label = schema.ref().label();
        ObjectNode category = categories.addObject();
        category.put("id", categories.size())
                .put("name", several ? "face " + label : "face")
                .put("supercategory", "person");
        ArrayNode keypoints = category.putArray("keypoints");
        schema.points().forEach(keypoints::add);
        ArrayNode skeleton = category.putArray("skeleton");
        for (Edge edge : schema.edges()) {
            skeleton.addArray().add(edge.from() + 1).add(edge.to() + 1);
        }
        // A schema that Visor ships has one version for ever, and stands in the manifest.
        if (!label.equals(schema.id())) {
            category.putObject("visor").put("schema", label);
        }
    }

    private static void addImage(ArrayNode images, int id, ExportedPicture picture, CoordinateSpace space) {
        ImageSize size = picture.size(space);
        images.addObject()
                .put("id", id)
                .put("width", size.width())
                .put("height", size.height())
                .put("file_name", picture.reference())
                .put("license", 0)
                .put("flickr_url", "")
                .put("coco_url", "")
                .put("date_captured", "");
    }

    private static void addFace(ArrayNode annotations, int image, int category, ExportedFace face) {
        RunLengths runs = face.mask() == null ? null : face.mask().runs();
        Box box = box(face, runs);
        ObjectNode annotation = annotations.addObject();
        annotation
                .put("id", annotations.size())
                .put("image_id", image)
                .put("category_id", category)
                .put("iscrowd", 0)
                .put("area", runs == null ? PixelIndex.plain(box.area()) : BigDecimal.valueOf(runs.area()));
        if (runs == null) {
            annotation.putArray("segmentation");
        } else {
            addRuns(annotation.putObject("segmentation"), runs);
        }
        annotation
                .putArray("bbox")
                .add(PixelIndex.plain(box.x()))
                .add(PixelIndex.plain(box.y()))
                .add(PixelIndex.plain(box.width()))
                .add(PixelIndex.plain(box.height()));
        ArrayNode keypoints = annotation.putArray("keypoints");
        int labelled = 0;
        for (ExportedPoint point : face.points()) {
            @Nullable ImagePoint place = point.place();
            Visibility visibility = point.visibility();
            keypoints.add(place == null ? BigDecimal.ZERO : PixelIndex.FROM_ZERO.of(place.x()));
            keypoints.add(place == null ? BigDecimal.ZERO : PixelIndex.FROM_ZERO.of(place.y()));
            keypoints.add(visibility.flag());
            labelled += visibility == Visibility.NOT_LABELLED ? 0 : 1;
        }
        annotation.put("num_keypoints", labelled);
        addOurs(annotation.putObject("visor"), face);
    }

    /** The box of the mask; the face's own where there is no mask, or one without pixels: COCO has no empty box. */
    static Box box(ExportedFace face, @Nullable RunLengths runs) {
        Crop bounds = runs == null ? null : runs.bounds();
        return bounds == null ? face.box() : new Box(bounds.left(), bounds.top(), bounds.width(), bounds.height());
    }

    private static void addRuns(ObjectNode segmentation, RunLengths runs) {
        segmentation.putArray("size").add(runs.size().height()).add(runs.size().width());
        ArrayNode counts = segmentation.putArray("counts");
        runs.counts().forEach(counts::add);
    }

    private static void addOurs(ObjectNode ours, ExportedFace face) {
        UUID id = face.face();
        ours.put("face", id.toString()).put("annotation", face.annotation()).put("guideline", face.guideline());
        ArrayNode states = ours.putArray("states");
        face.points().forEach(point -> states.add(point.state()));
    }
}
