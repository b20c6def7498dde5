package dev.visor.gateway.projects;

import dev.visor.policies.ViewProfiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The schemas that Visor ships with: one JSON file each. */
public final class LandmarkSchemas {

    private static final Map<String, LandmarkSchema> SHIPPED = shipped(
            "ibug68",
            "ibug51",
            "ibug49",
            "wflw98",
            "lapa106",
            "cofw29",
            "aflw21",
            "aflw19",
            "mediapipe468",
            "mediapipe478",
            "micro67",
            "headpose5",
            "box4",
            "coco17",
            "wholebody133");

    private LandmarkSchemas() {}

    /** All of them. */
    static List<LandmarkSchema> all() {
        return List.copyOf(SHIPPED.values());
    }

    /** The view profiles that projects under it can have, in order. */
    static List<String> profiles(LandmarkSchema schema) {
        return ViewProfiles.names().stream()
                .filter(name ->
                        HiddenPoints.of(schema, ViewProfiles.named(name)).isEmpty())
                .toList();
    }

    /**
     * The schema with this id; it never changes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LandmarkSchema named(String id) {
        LandmarkSchema schema = SHIPPED.get(id);
        if (schema == null) {
            throw new IllegalArgumentException("The landmark schemas are " + String.join(", ", SHIPPED.keySet()));
        }
        return schema;
    }

    /** Whether Visor ships a schema of this id, which nobody else can have. */
    static boolean ships(String id) {
        return SHIPPED.containsKey(id);
    }

    private static Map<String, LandmarkSchema> shipped(String... ids) {
        Map<String, LandmarkSchema> schemas = new LinkedHashMap<>();
        for (String id : ids) {
            LandmarkSchema schema = read(id);
            if (!schema.id().equals(id)) {
                throw new IllegalStateException("The schema in " + id + ".json calls itself " + schema.id());
            }
            schemas.put(id, schema);
        }
        return schemas;
    }

    private static LandmarkSchema read(String id) {
        try (InputStream file = LandmarkSchemas.class.getResourceAsStream("schemas/" + id + ".json")) {
            return SchemaText.read(Objects.requireNonNull(file, id).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
