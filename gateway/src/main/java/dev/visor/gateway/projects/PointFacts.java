package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.gateway.projects.LandmarkSchema.MeanPoint;
import dev.visor.gateway.projects.PointDetail.Between;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one version of a schema says of a point, but for its number: what is not the same in each of these is not the
 * same point.
 *
 * @param key what stays the same through all versions
 * @param opposite the key of the point that takes its place in a mirror
 * @param group the name of its group
 */
public record PointFacts(
        String key,
        String name,
        @Nullable String definition,
        @Nullable String place,
        @Nullable Between between,
        String opposite,
        String group,
        double deviation,
        MeanPoint mean) {

    /** Of all points, by key, in the schema's order. */
    static Map<String, PointFacts> of(LandmarkSchema schema) {
        Map<Integer, String> groups = new HashMap<>();
        for (Group group : schema.groups()) {
            group.points().forEach(point -> groups.put(point, group.name()));
        }
        List<Integer> flip = schema.flip();
        List<@Nullable String> definitions = schema.definitions();
        Map<String, PointFacts> facts = new LinkedHashMap<>();
        for (int i = 0; i < schema.size(); i++) {
            PointDetail detail = schema.details().get(i);
            facts.put(
                    detail.key(),
                    new PointFacts(
                            detail.key(),
                            schema.points().get(i),
                            definitions.get(i),
                            detail.place(),
                            detail.between(),
                            schema.details().get(flip.get(i)).key(),
                            String.valueOf(groups.get(i)),
                            schema.deviations().get(i),
                            schema.mean().get(i)));
        }
        return facts;
    }

    /**
     * Which points are the same in two versions of a schema, whatever their numbers: nothing at all about them changed.
     *
     * @return for each point of {@code to} its number in {@code from}; null for one that is new or changed
     */
    public static List<@Nullable Integer> unchanged(LandmarkSchema from, LandmarkSchema to) {
        Map<String, PointFacts> before = of(from);
        List<String> keys = List.copyOf(before.keySet());
        List<@Nullable Integer> numbers = new ArrayList<>();
        of(to).forEach((key, now) -> numbers.add(now.equals(before.get(key)) ? keys.indexOf(key) : null));
        return numbers;
    }
}
