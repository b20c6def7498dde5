package dev.visor.gateway.projects;

import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.PointDetail.Between;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a schema. Points are matched by their keys, contours by their names. */
final class SchemaDiff {

    private final LandmarkSchema from;
    private final LandmarkSchema to;
    private final List<Change> changes = new ArrayList<>();

    private SchemaDiff(LandmarkSchema from, LandmarkSchema to) {
        this.from = from;
        this.to = to;
    }

    /** All changes; none where the two say the same in the same order. */
    static List<Change> between(LandmarkSchema from, LandmarkSchema to) {
        SchemaDiff diff = new SchemaDiff(from, to);
        diff.points();
        diff.contours();
        diff.rest();
        return List.copyOf(diff.changes);
    }

    private void points() {
        Map<String, PointFacts> before = PointFacts.of(from);
        Map<String, PointFacts> after = PointFacts.of(to);
        List<String> oldOrder = List.copyOf(before.keySet());
        List<String> newOrder = List.copyOf(after.keySet());
        before.forEach((key, old) -> {
            PointFacts now = after.get(key);
            if (now == null) {
                add(Kind.REMOVED, old.name(), old.name(), null);
                return;
            }
            point(old, now);
            if (oldOrder.indexOf(key) != newOrder.indexOf(key)) {
                add(
                        Kind.NUMBERED,
                        now.name(),
                        Integer.toString(oldOrder.indexOf(key)),
                        Integer.toString(newOrder.indexOf(key)));
            }
        });
        after.forEach((key, now) -> {
            if (!before.containsKey(key)) {
                add(Kind.ADDED, now.name(), null, now.name());
            }
        });
    }

    private void point(PointFacts old, PointFacts now) {
        compare(Kind.RENAMED, now, old.name(), now.name());
        compare(Kind.REDEFINED, now, old.definition(), now.definition());
        compare(Kind.PLACED, now, placed(old), placed(now));
        compare(Kind.OPPOSITE, now, old.opposite(), now.opposite());
        compare(Kind.GROUPED, now, old.group(), now.group());
        compare(Kind.DEVIATION, now, Double.toString(old.deviation()), Double.toString(now.deviation()));
        compare(
                Kind.MEAN,
                now,
                old.mean().x() + " " + old.mean().y(),
                now.mean().x() + " " + now.mean().y());
    }

    private static @Nullable String placed(PointFacts point) {
        Between between = point.between();
        return between == null
                ? point.place()
                : "between " + between.from() + " and " + between.to() + " at " + between.share();
    }

    private void contours() {
        Map<String, String> before = described(from);
        Map<String, String> after = described(to);
        before.forEach((name, line) -> compare(Kind.CONTOUR, name, line, after.get(name)));
        after.forEach((name, line) -> {
            if (!before.containsKey(name)) {
                compare(Kind.CONTOUR, name, null, line);
            }
        });
    }

    /** By keys: a contour whose points only have other numbers or names is the same. */
    private static Map<String, String> described(LandmarkSchema schema) {
        return schema.contours().stream()
                .collect(Collectors.toMap(
                        Contour::name,
                        contour -> keys(schema, contour.points()) + (contour.closed() ? " closed" : ""),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static String keys(LandmarkSchema schema, List<Integer> points) {
        return points.stream().map(point -> schema.details().get(point).key()).collect(Collectors.joining(" "));
    }

    private void rest() {
        compare(Kind.NORMALISER, "", normaliser(from), normaliser(to));
        compare(Kind.MESH, "", mesh(from), mesh(to));
        compare(Kind.TITLE, "", from.origin().title(), to.origin().title());
        compare(Kind.SOURCE, "", from.origin().source(), to.origin().source());
        compare(Kind.SIDES, "", from.origin().sides(), to.origin().sides());
        compare(Kind.DEVIATIONS, "", from.origin().deviations(), to.origin().deviations());
    }

    private static String normaliser(LandmarkSchema schema) {
        List<Integer> ends = schema.normaliser().points();
        return ends.isEmpty() ? "box" : "between " + keys(schema, ends);
    }

    private static String mesh(LandmarkSchema schema) {
        return schema.mesh().stream()
                .map(edge -> keys(schema, List.of(edge.from(), edge.to())))
                .collect(Collectors.joining(", "));
    }

    private void compare(Kind kind, PointFacts point, @Nullable String before, @Nullable String after) {
        compare(kind, point.name(), before, after);
    }

    private void compare(Kind kind, String what, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            add(kind, what, before, after);
        }
    }

    private void add(Kind kind, String what, @Nullable String before, @Nullable String after) {
        String sentence = kind.sentence.formatted(what, before, after);
        changes.add(new Change(kind.id, what, before, after, sentence));
    }

    /**
     * One change.
     *
     * @param kind one of a closed set, such as {@code renamed}
     * @param of the point, by its newest name, or the contour; empty where it is about all
     * @param before null where there was nothing
     * @param after null where there is nothing any more
     */
    record Change(
            String kind,
            String of,
            @Nullable String before,
            @Nullable String after,
            String sentence) {}

    /** What can change, and the sentence for it: of what, before, after. */
    private enum Kind {
        ADDED("added", "The point %1$s is new."),
        REMOVED("removed", "The point %1$s is gone."),
        RENAMED("renamed", "The point %2$s is now called %3$s."),
        NUMBERED("numbered", "The point %1$s was number %2$s and is number %3$s."),
        REDEFINED("redefined", "The definition of %1$s changed."),
        PLACED("placed", "Where %1$s is suggested changed."),
        OPPOSITE("opposite", "The opposite of %1$s was %2$s and is %3$s."),
        GROUPED("grouped", "The point %1$s went from group %2$s to %3$s."),
        DEVIATION("deviation", "The deviation of %1$s was %2$s and is %3$s."),
        MEAN("mean", "The point %1$s lies elsewhere in the mean shape."),
        CONTOUR("contour", "The contour %1$s changed."),
        NORMALISER("normaliser", "What errors are divided by changed."),
        MESH("mesh", "The lines of the net changed."),
        TITLE("title", "The title changed."),
        SOURCE("source", "The source changed."),
        SIDES("sides", "What it says of left and right changed."),
        DEVIATIONS("deviations", "What it says of the deviations changed.");

        private final String id;
        private final String sentence;

        Kind(String id, String sentence) {
            this.id = id;
            this.sentence = sentence;
        }
    }
}
