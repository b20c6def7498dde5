package dev.visor.gateway.landmarks.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Whole sides, regions and contours under wrong names. Other names are believed only where they make the face much likelier
 * than those that were given.
 */
final class Naming {

    /**
     * How much better other names must fit, as twice the logarithm of the ratio of likelihoods: 1 in 22,000 by chance of each
     * of some hundred ways of renaming.
     */
    static final double MUCH_BETTER = 20;

    private static final int MOST = 12;

    private final FaceShape shape;
    private final ShapeLines lines;
    private final List<Renaming> ways;
    private final List<Renaming> found = new ArrayList<>();
    private Seen seen;
    private Head head;

    private Naming(FaceShape shape, ShapeLines lines, Seen seen) {
        this.shape = shape;
        this.lines = lines;
        this.seen = seen;
        this.head = new RobustStart(shape, seen).find();
        ways = new ArrayList<>();
        lines.regions().forEach(region -> ways.add(Renaming.mirrored(lines, region)));
        lines.lines().forEach(line -> ways.addAll(Renaming.wrongRuns(lines, line)));
    }

    static Naming of(FaceShape shape, ShapeLines lines, Seen seen) {
        Naming naming = new Naming(shape, lines, seen);
        naming.mirrorWhole();
        while (naming.found.size() < MOST && naming.rename()) {
            naming.head = new RobustStart(shape, naming.seen).find();
        }
        return naming;
    }

    /** The points under the names that they should have. */
    Seen seen() {
        return seen;
    }

    Head head() {
        return head;
    }

    /** Whether the points make a head at all, under whatever names. */
    boolean headFound() {
        return Double.isFinite(new RobustStart(shape, seen).cost(head));
    }

    List<Renaming> found() {
        return List.copyOf(found);
    }

    private void mirrorWhole() {
        Renaming all = Renaming.mirrored(lines, lines.same());
        if (all.moved().isEmpty()) {
            return;
        }
        Seen mirrored = seen.renamed(all.indices());
        Head other = new RobustStart(shape, mirrored).find();
        double cost = new RobustStart(shape, seen).cost(head);
        if (new RobustStart(shape, mirrored).cost(other) + MUCH_BETTER < cost) {
            found.add(all);
            seen = mirrored;
            head = other;
        }
    }

    /** Takes the way of renaming that fits best, if it fits much better. */
    private boolean rename() {
        RobustStart costs = new RobustStart(shape, seen);
        Renaming best = null;
        double most = MUCH_BETTER;
        for (Renaming way : ways) {
            double gain = gain(costs, way);
            if (gain > most) {
                best = way;
                most = gain;
            }
        }
        if (best == null) {
            return false;
        }
        found.add(best);
        seen = seen.renamed(best.indices());
        return true;
    }

    private double gain(RobustStart costs, Renaming way) {
        double gain = 0;
        for (int point : way.moved()) {
            int from = way.from().get(point);
            if (!seen.placed(point) || !seen.placed(from)) {
                return 0;
            }
            gain += costs.cost(head, point, seen.x(point), seen.y(point))
                    - costs.cost(head, point, seen.x(from), seen.y(from));
        }
        return gain;
    }
}
