package dev.visor.gateway.projects;

import java.util.List;

/** What errors are divided by, so that faces of any size compare. */
public sealed interface Normaliser {

    /** The points that it needs; none where it needs all of them. */
    List<Integer> points();

    /**
     * The distance of two points, of a face mostly the outer corners of its eyes.
     *
     * @param from a point's index
     * @param to another's
     */
    record Between(int from, int to) implements Normaliser {
        public Between {
            if (from == to) {
                throw new SchemaMistake("bad-normaliser", "A distance has two ends");
            }
        }

        @Override
        public List<Integer> points() {
            return List.of(from, to);
        }
    }

    /** The square root of the area of the box around the object: heads in profile have no distance of the eyes. */
    record Box() implements Normaliser {
        @Override
        public List<Integer> points() {
            return List.of();
        }
    }
}
