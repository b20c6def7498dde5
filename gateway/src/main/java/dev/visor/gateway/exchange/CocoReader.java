package dev.visor.gateway.exchange;

import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.render.RunLengths;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads COCO's keypoint JSON, ours or another program's. */
final class CocoReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CocoReader() {}

    /**
     * One annotation.
     *
     * @param id the file's own number of it
     * @param keypoints the names of the keypoints of its category; none where the file does not list them
     * @param box corner-origin
     * @param points one for each keypoint, corner-origin; null where it is not labelled
     * @param flags COCO's {@code v} for each keypoint
     * @param area pixels
     * @param runs the segmentation; null where there is none, or it is given as polygons or as compressed text
     */
    record Found(
            long id,
            List<String> keypoints,
            String fileName,
            ImageSize size,
            Box box,
            List<@Nullable ImagePoint> points,
            List<Integer> flags,
            double area,
            @Nullable RunLengths runs) {

        @Override
        public String toString() {
            return "Found[" + points.size() + " points]";
        }
    }

    /**
     * Reads all annotations in their order.
     *
     * @throws ExportFormatException if it is not COCO's JSON, or contradicts itself
     */
    static List<Found> read(byte[] file) {
        JsonNode root = parse(file);
        Map<Long, JsonNode> images = new HashMap<>();
        for (JsonNode image : array(root, "images")) {
            images.put(image.path("id").asLong(), image);
        }
        Map<Long, List<String>> keypoints = keypoints(root.path("categories"));
        List<Found> found = new ArrayList<>();
        for (JsonNode annotation : array(root, "annotations")) {
            JsonNode image = images.get(annotation.path("image_id").asLong());
            if (image == null) {
                throw new ExportFormatException("An annotation is of an image that is not listed");
            }
            found.add(found(
                    image,
                    annotation,
                    keypoints.getOrDefault(annotation.path("category_id").asLong(), List.of())));
        }
        return found;
    }

    private static Map<Long, List<String>> keypoints(JsonNode categories) {
        Map<Long, List<String>> names = new HashMap<>();
        for (JsonNode category : categories) {
            List<String> listed = new ArrayList<>();
            category.path("keypoints").forEach(name -> listed.add(name.asString()));
            if (names.put(category.path("id").asLong(), List.copyOf(listed)) != null) {
                throw new ExportFormatException("Two categories have one number");
            }
        }
        return names;
    }

    private static Found found(JsonNode image, JsonNode annotation, List<String> names) {
        List<@Nullable ImagePoint> points = new ArrayList<>();
        List<Integer> flags = new ArrayList<>();
        JsonNode keypoints = array(annotation, "keypoints");
        if (keypoints.size() % 3 != 0) {
            throw new ExportFormatException("Keypoints come in threes: x, y, v");
        }
        for (int i = 0; i < keypoints.size(); i += 3) {
            int flag = keypoints.get(i + 2).asInt();
            flags.add(flag);
            points.add(flag == 0 ? null : new ImagePoint(index(keypoints.get(i)), index(keypoints.get(i + 1))));
        }
        if (annotation.path("num_keypoints").asInt()
                != flags.stream().filter(flag -> flag > 0).count()) {
            throw new ExportFormatException("num_keypoints is not the number of labelled keypoints");
        }
        JsonNode box = array(annotation, "bbox");
        return new Found(
                annotation.path("id").asLong(),
                names,
                image.path("file_name").asString(),
                new ImageSize(image.path("width").asInt(), image.path("height").asInt()),
                new Box(number(box.path(0)), number(box.path(1)), number(box.path(2)), number(box.path(3))),
                points,
                flags,
                annotation.path("area").asDouble(0),
                runs(annotation.path("segmentation")));
    }

    private static @Nullable RunLengths runs(JsonNode segmentation) {
        if (!segmentation.path("counts").isArray()) {
            return null;
        }
        JsonNode size = array(segmentation, "size");
        List<Integer> counts = new ArrayList<>();
        segmentation.path("counts").forEach(count -> counts.add(count.asInt(-1)));
        try {
            return new RunLengths(
                    new ImageSize(size.path(1).asInt(), size.path(0).asInt()), counts);
        } catch (IllegalArgumentException e) {
            throw new ExportFormatException("The runs of a segmentation make up its raster", e);
        }
    }

    private static JsonNode parse(byte[] file) {
        try {
            return JSON.readTree(file);
        } catch (JacksonException e) {
            throw new ExportFormatException("It is not JSON", e);
        }
    }

    private static JsonNode array(JsonNode parent, String name) {
        JsonNode array = parent.path(name);
        if (!array.isArray()) {
            throw new ExportFormatException("It has no list of " + name);
        }
        return array;
    }

    private static double index(JsonNode number) {
        return PixelIndex.FROM_ZERO.coordinate(decimal(number));
    }

    private static double number(JsonNode number) {
        return decimal(number).doubleValue();
    }

    private static BigDecimal decimal(JsonNode number) {
        if (!number.isNumber()) {
            throw new ExportFormatException("A coordinate is a number");
        }
        return number.decimalValue();
    }
}
