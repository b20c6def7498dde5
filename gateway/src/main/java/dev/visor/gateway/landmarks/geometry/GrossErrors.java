package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.geometry.ShapeLines.Pair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Single points and pairs that do not go with all others, one after the other: each time the likeliest head is found anew
 * from the rest, for a gross error draws everything towards itself.
 */
final class GrossErrors {

    /** The share of sound annotations in which chance alone may name a point. */
    private static final double BY_CHANCE = 0.001;

    /**
     * How much better two points must fit exchanged, as twice the logarithm of the ratio of likelihoods. Of a sound pair the
     * gain exceeds t by chance with the normal distribution's tail beyond the root of t at most, 1 in 30,000, and only where
     * the two lie just so far apart.
     */
    private static final double EXCHANGED = 16;

    private static final int STEPS = 3;
    /** A place that nobody saw is this many times as unsure, in variances. */
    private static final double GUESSED = 4;

    private final FaceShape shape;
    private final ShapeLines lines;
    private final Precision precision;
    private final List<Pair> exchanged = new ArrayList<>();
    private final List<Integer> misplaced = new ArrayList<>();
    private final double limit;
    private Seen seen;
    private Head head;

    private GrossErrors(FaceShape shape, ShapeLines lines, Naming named, Precision all) {
        this.shape = shape;
        this.lines = lines;
        this.seen = named.seen();
        this.head = named.head();
        precision = all.copy();
        // Chi-square with two degrees of freedom exceeds this by chance with that share, shared among the points.
        limit = 2 * Math.log(seen.count() / BY_CHANCE);
        for (int i = 0; i < shape.size(); i++) {
            if (!seen.placed(i)) {
                precision.forget(i);
            } else if (seen.guessed(i)) {
                precision.loosen(i, (GUESSED - 1) * shape.covariance(i, i));
            }
            precision.loosen(i, RobustStart.slack(shape, head, i));
        }
    }

    static GrossErrors of(FaceShape shape, ShapeLines lines, Naming named, Precision all) {
        GrossErrors errors = new GrossErrors(shape, lines, named, all);
        int most = named.headFound() ? Math.max(4, errors.seen.count() / 3) : 0;
        for (int round = 0; round < most && errors.next(); round++) {
            // Each round finds one more.
        }
        return errors;
    }

    /** The head that the sound points make. */
    Head head() {
        return head;
    }

    List<Pair> exchanged() {
        return List.copyOf(exchanged);
    }

    List<Integer> misplaced() {
        return List.copyOf(misplaced);
    }

    private boolean next() {
        for (int step = 0; step < STEPS; step++) {
            Linearised at = Linearised.around(head, shape, seen);
            head = head.moved(new NormalEquations(at, head, precision).step());
        }
        Residuals residuals = Residuals.of(shape, head, seen, precision);
        int worst = worst(residuals);
        double without = worst < 0 ? 0 : residuals.without(worst);
        Pair pair = best(residuals);
        double gain = pair == null ? 0 : residuals.exchanged(pair.a(), pair.b());
        // An exchange explains two points at once and leaves both in place: it goes before where it explains more.
        if (pair != null && gain > EXCHANGED && gain > without) {
            exchanged.add(pair);
            seen = seen.renamed(exchange(pair));
            return true;
        }
        if (without > limit) {
            misplaced.add(worst);
            precision.forget(worst);
            return true;
        }
        return false;
    }

    private int worst(Residuals residuals) {
        int worst = -1;
        double most = 0;
        for (int i = 0; i < shape.size(); i++) {
            double without = residuals.without(i);
            if (without > most) {
                worst = i;
                most = without;
            }
        }
        return worst;
    }

    private @Nullable Pair best(Residuals residuals) {
        Pair best = null;
        double most = 0;
        for (Pair pair : lines.pairs()) {
            double gain = residuals.exchanged(pair.a(), pair.b());
            if (gain > most) {
                best = pair;
                most = gain;
            }
        }
        return best;
    }

    private int[] exchange(Pair pair) {
        int[] from = lines.same().stream().mapToInt(Integer::intValue).toArray();
        from[pair.a()] = pair.b();
        from[pair.b()] = pair.a();
        return from;
    }
}
