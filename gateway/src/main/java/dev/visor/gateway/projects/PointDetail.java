package dev.visor.gateway.projects;

import org.jspecify.annotations.Nullable;

/**
 * What a point is beyond its name.
 *
 * @param key what stays the same through all versions of the schema: a point with another name and the same key was renamed
 * @param definition what it is, in one sentence without its end; null where its name says it
 * @param place the point of that name, known to Visor, that it is; null where its own name says it
 * @param between between which known points it lies; null where it is one, or none is known
 */
public record PointDetail(
        String key,
        @Nullable String definition,
        @Nullable String place,
        @Nullable Between between) {

    public PointDetail {
        if (place != null && between != null) {
            throw new SchemaMistake("bad-place", "A point is at a known place or between two, not both");
        }
    }

    /** A point that is what its name says. */
    static PointDetail plain(String name) {
        return new PointDetail(name, null, null, null);
    }

    /** Whether the name says all. */
    boolean plainly(String name) {
        return equals(plain(name));
    }

    /**
     * A place on the straight line between two others.
     *
     * @param from the name of a known point
     * @param to the name of another
     * @param share how far from the first to the second: between 0 and 1, without both
     */
    public record Between(String from, String to, double share) {
        public Between {
            if (!(share > 0 && share < 1)) {
                throw new SchemaMistake("bad-place", "A share between two points is more than 0 and less than 1");
            }
            if (from.equals(to)) {
                throw new SchemaMistake("bad-place", "A point lies between two points, not between one and itself");
            }
        }
    }
}
