package dev.visor.gateway.projects;

import dev.visor.gateway.projects.PointDetail.Between;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between which known points the cut of a line lies. */
final class CutPlaces {

    private CutPlaces() {}

    /** Null where the ends are not known, or not between the same two points: such a point is not suggested. */
    static @Nullable Between between(LandmarkSchema schema, CutNames.Line line, double share) {
        Between from = end(schema, line.from());
        Between to = end(schema, line.to());
        Between whole = whole(schema, line, from, to);
        if (whole == null) {
            return null;
        }
        double start = from == null ? 0 : along(from, whole);
        double end = to == null ? 1 : along(to, whole);
        double there = Math.rint((start + share * (end - start)) * 1e6) / 1e6;
        Between between = new Between(whole.from(), whole.to(), there);
        return KnownPlaces.of(between).isPresent() ? between : null;
    }

    /** The two known points of which both ends are, or between which they lie; the share says nothing. */
    private static @Nullable Between whole(
            LandmarkSchema schema, CutNames.Line line, @Nullable Between from, @Nullable Between to) {
        String first = known(schema, line.from());
        String last = known(schema, line.to());
        if (from == null && to == null) {
            return first == null || last == null || first.equals(last) ? null : new Between(first, last, 0.5);
        }
        if (from != null && to != null) {
            return same(from, to) ? from : null;
        }
        if (from == null) {
            return first != null && to != null ? onto(to, first, true) : null;
        }
        return last == null ? null : onto(from, last, false);
    }

    /** A line that begins or ends at one of the two points themselves. */
    private static @Nullable Between onto(Between inner, String end, boolean begins) {
        if (end.equals(inner.from())) {
            return begins ? inner : new Between(inner.to(), inner.from(), 0.5);
        }
        if (end.equals(inner.to())) {
            return begins ? new Between(inner.to(), inner.from(), 0.5) : inner;
        }
        return null;
    }

    private static double along(Between point, Between whole) {
        return point.from().equals(whole.from()) ? point.share() : 1 - point.share();
    }

    private static boolean same(Between one, Between other) {
        return (one.from().equals(other.from()) && one.to().equals(other.to()))
                || (one.from().equals(other.to()) && one.to().equals(other.from()));
    }

    private static @Nullable Between end(LandmarkSchema schema, int point) {
        return schema.details().get(point).between();
    }

    private static @Nullable String known(LandmarkSchema schema, int point) {
        PointDetail detail = schema.details().get(point);
        String name = detail.place() == null ? schema.points().get(point) : detail.place();
        return Optional.of(name)
                .filter(one ->
                        detail.between() == null && KnownPlaces.named(one).isPresent())
                .orElse(null);
    }
}
