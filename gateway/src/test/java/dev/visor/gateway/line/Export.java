package dev.visor.gateway.line;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An archive as a client's own program reads it, by the formats' descriptions. */
record Export(Map<String, String> files) {

    static Export read(byte[] archive) {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Export(files);
    }

    /**
     * The points of a picture with one face, from the corner of its first pixel.
     *
     * @param format {@code coco}, which counts pixels from 0, or {@code pts}, which counts them from 1
     */
    List<double[]> points(String reference, String format) {
        return format.equals("coco") ? coco(reference) : pts(files.getOrDefault("pts/" + reference + ".pts", ""));
    }

    private List<double[]> coco(String reference) {
        JsonNode root = JsonMapper.shared().readTree(files.getOrDefault("annotations/coco.json", "{}"));
        List<double[]> points = new ArrayList<>();
        for (JsonNode image : root.path("images")) {
            for (JsonNode annotation : root.path("annotations")) {
                if (image.path("file_name").asString().equals(reference)
                        && annotation.path("image_id").asInt()
                                == image.path("id").asInt()) {
                    JsonNode keypoints = annotation.path("keypoints");
                    for (int i = 0; i < keypoints.size(); i += 3) {
                        points.add(new double[] {
                            keypoints.get(i).asDouble() + 0.5,
                            keypoints.get(i + 1).asDouble() + 0.5
                        });
                    }
                }
            }
        }
        return points;
    }

    private static List<double[]> pts(String file) {
        List<double[]> points = new ArrayList<>();
        String body = file.substring(file.indexOf('{') + 1, file.indexOf('}')).strip();
        for (String line : body.split("\n", -1)) {
            String[] numbers = line.strip().split(" ", -1);
            points.add(new double[] {Double.parseDouble(numbers[0]) - 0.5, Double.parseDouble(numbers[1]) - 0.5});
        }
        return points;
    }
}
