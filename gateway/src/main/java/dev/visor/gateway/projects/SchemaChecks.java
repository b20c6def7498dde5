package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes points and lines a landmark schema; each check names the first mistake that it finds. */
final class SchemaChecks {

    private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

    private SchemaChecks() {}

    static void names(String id, List<String> points, List<PointDetail> details) {
        if (!id.matches(NAME) || points.isEmpty() || points.stream().anyMatch(point -> !point.matches(NAME))) {
            throw new SchemaMistake("bad-names", "A landmark schema and its points have names like eye-left-1");
        }
        Set<String> names = new HashSet<>();
        for (String point : points) {
            if (!names.add(point)) {
                throw new SchemaMistake(
                        "two-of-a-name", "Two points are called " + point + ", and each has its own name");
            }
        }
        for (String point : points) {
            if (!names.contains(LandmarkSchema.mirrored(point))) {
                throw new SchemaMistake(
                        "no-opposite", "The point " + point + " has no opposite " + LandmarkSchema.mirrored(point));
            }
        }
        keys(details);
    }

    private static void keys(List<PointDetail> details) {
        Set<String> keys = new HashSet<>();
        for (PointDetail detail : details) {
            if (!detail.key().matches(NAME) || !keys.add(detail.key())) {
                throw new SchemaMistake(
                        "bad-keys", "Each point has its own key, like a name; this is not one: " + detail.key());
            }
        }
    }

    static void groups(List<Group> groups, int size) {
        Set<String> names = new HashSet<>();
        Set<Integer> grouped = new HashSet<>();
        for (Group group : groups) {
            named("group", group.name(), names);
            for (int point : group.points()) {
                inRange("group " + group.name(), point, size);
                if (!grouped.add(point)) {
                    throw new SchemaMistake("bad-groups", "Point " + point + " is in two groups or twice in one");
                }
            }
        }
        if (grouped.size() != size) {
            throw new SchemaMistake("bad-groups", "Each point is in a group, but only " + grouped.size() + " are");
        }
    }

    static void lines(List<Contour> contours, List<Edge> mesh, Normaliser normaliser, int size) {
        Set<String> names = new HashSet<>();
        for (Contour contour : contours) {
            named("contour", contour.name(), names);
            contour.points().forEach(point -> inRange("contour " + contour.name(), point, size));
        }
        for (Edge edge : mesh) {
            inRange("mesh", edge.from(), size);
            inRange("mesh", edge.to(), size);
        }
        normaliser.points().forEach(point -> inRange("normaliser", point, size));
    }

    static void numbers(List<Double> deviations, int places, int size) {
        if (deviations.size() != size || places != size) {
            throw new SchemaMistake("bad-points", "Each point has a deviation and a place in the mean shape");
        }
        if (deviations.stream().anyMatch(deviation -> !(deviation > 0 && deviation < 1))) {
            throw new SchemaMistake("bad-deviation", "A deviation is a share between 0 and 1");
        }
    }

    private static void named(String what, String name, Set<String> names) {
        if (!name.matches(NAME)) {
            throw new SchemaMistake("bad-names", "A " + what + " has a name like eye-left");
        }
        if (!names.add(name)) {
            throw new SchemaMistake("two-of-a-name", "Two " + what + "s are called " + name);
        }
    }

    private static void inRange(String where, int point, int size) {
        if (point < 0 || point >= size) {
            throw new SchemaMistake(
                    "no-such-point", "The " + where + " goes through points 0 to " + (size - 1) + ", not " + point);
        }
    }
}
