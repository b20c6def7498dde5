package dev.visor.gateway.projects;

import java.util.List;

/** The schemas that there are. */
public final class LandmarkSchemas {

    private static final List<LandmarkSchema> ALL = List.of(Ibug68.SCHEMA);

    private LandmarkSchemas() {}

    /**
     * The schema with this id; it never changes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LandmarkSchema named(String id) {
        return ALL.stream()
                .filter(schema -> schema.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The landmark schemas are "
                        + String.join(", ", ALL.stream().map(LandmarkSchema::id).toList())));
    }
}
