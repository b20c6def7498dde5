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

    /**
     * A point's statistic exceeds t by chance with the share exp(-t / 2) (chi-square with two degrees of freedom). What it must
     * exceed leaves {@code 0.06 / n} of sound annotations of n points by chance: one n since each point may be the one, another
     * because dense points foretell each other sharply, and real faces keep to that less than the model does.
     */
    private static final double BY_CHANCE = 0.06;

    /**
     * The same for pairs that chance makes look exchanged, if each lay just so far apart as is worst for it: the gain of such a
     * pair exceeds t about as often as a chi-square with two degrees does. Few pairs lie so.
     */
    private static final double PAIRS_BY_CHANCE = 0.1;

    /** The most errors that are looked for: each takes a fit of its own, and who made so many knows from the first. */
    private static final int MOST = 20;

    private static final int STEPS = 3;
    /** A place that nobody saw is this many times as unsure, in variances. */
    private static final double GUESSED = 4;

    private final FaceShape shape;
    private final ShapeLines lines;
    private final Precision precision;
    private final List<Pair> exchanged = new ArrayList<>();
    private final List<Integer> misplaced = new ArrayList<>();
    private final double limit;
    private final double pairLimit;
    private final int most;
    private Seen seen;
    private Head head;

    private GrossErrors(FaceShape shape, ShapeLines lines, Naming named, Precision all) {
        this.shape = shape;
        this.lines = lines;
        this.seen = named.seen();
        this.head = named.head();
        precision = all.copy();
        limit = 2 * Math.log((double) seen.count() * seen.count() / BY_CHANCE);
        pairLimit = 2 * Math.log(Math.max(1, lines.pairs().size()) / PAIRS_BY_CHANCE);
        most = Math.clamp(seen.count() / 3, 4, MOST);
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
        boolean more = named.headFound();
        for (int found = 0; more && found < errors.most; found++) {
            more = errors.next();
        }
        return errors;
    }

    /** The head that the sound points make. */
    Head head() {
        return head;
    }

    /** Whether so many points are wrong that the rest says nothing. */
    boolean tooMany() {
        return misplaced.size() >= Math.min(most, Math.max(2, seen.count() / 3));
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
        if (pair != null && gain > pairLimit && gain > without) {
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
