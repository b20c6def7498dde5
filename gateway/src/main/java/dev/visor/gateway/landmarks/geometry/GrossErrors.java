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

    /** The share of sound annotations in which chance may name a point; each of its points may take as much of it as any. */
    private static final double BY_CHANCE = 0.01;

    /**
     * How well the model's variances are known: no better than from so many measurements. A sound point's statistic is then no
     * chi-square with two degrees of freedom but twice Fisher's F with 2 and these, whose tail is {@code (1 + t / d)^(-d / 2)}.
     */
    private static final double KNOWN = 50;

    /**
     * The same for pairs that chance makes look exchanged, if each lay just so far apart as is worst for it: the gain of such a
     * pair exceeds t about as often as a chi-square with two degrees does, with the share exp(-t / 2). Few pairs lie so.
     */
    private static final double PAIRS_BY_CHANCE = 0.1;

    /** The most errors that are looked for: each takes a fit of its own, and who made so many knows from the first. */
    private static final int MOST = 20;

    private static final int STEPS = 3;
    /** A step so small, in radians and deviations, is the last. */
    private static final double STILL = 0.02;

    private final FaceShape shape;
    private final ShapeLines lines;
    private final SoftEquations soft;
    private final List<Pair> exchanged = new ArrayList<>();
    private final List<Integer> misplaced = new ArrayList<>();
    private final double limit;
    private final double pairLimit;
    private final int most;
    /** Points that look wrong besides, where the search ended before it had them all. */
    private int unsettled;

    private Seen seen;
    private Head head;

    private GrossErrors(FaceShape shape, ShapeLines lines, Naming named) {
        this.shape = shape;
        this.lines = lines;
        this.seen = named.seen();
        this.head = named.head();
        double pixel = GeometryChecks.PIXEL / head.camera().scale();
        soft = new SoftEquations(shape.soft(), Weights.of(shape, seen, head, pixel * pixel));
        limit = KNOWN * (Math.pow(Math.max(1, seen.count()) / BY_CHANCE, 2 / KNOWN) - 1);
        pairLimit = 2 * Math.log(Math.max(1, lines.pairs().size()) / PAIRS_BY_CHANCE);
        most = Math.clamp(seen.count() / 3, 4, MOST);
    }

    static GrossErrors of(FaceShape shape, ShapeLines lines, Naming named) {
        GrossErrors errors = new GrossErrors(shape, lines, named);
        boolean more = named.headFound();
        for (int found = 0; more && found < errors.most; found++) {
            more = errors.next();
        }
        if (more) {
            errors.countTheRest();
        }
        return errors;
    }

    /** The head that the sound points make. */
    Head head() {
        return head;
    }

    /** Whether so many points are wrong, a third of them, that the rest says nothing. */
    boolean tooMany() {
        return misplaced.size() + unsettled >= Math.max(2, seen.count() / 3);
    }

    List<Pair> exchanged() {
        return List.copyOf(exchanged);
    }

    List<Integer> misplaced() {
        return List.copyOf(misplaced);
    }

    private boolean next() {
        Residuals residuals = settled().residuals(seen);
        double care = residuals.care();
        int worst = worst(residuals);
        double without = worst < 0 ? 0 : residuals.without(worst) / care;
        Pair pair = best(residuals);
        double gain = pair == null ? 0 : residuals.exchanged(pair.a(), pair.b()) / care;
        // Each against what chance makes of it: an exchange explains two points and leaves both in place.
        if (pair != null && gain > pairLimit && gain - pairLimit > without - limit) {
            exchanged.add(pair);
            seen = seen.renamed(exchange(pair));
            return true;
        }
        if (without > limit) {
            misplaced.add(worst);
            soft.forget(worst);
            return true;
        }
        return false;
    }

    private void countTheRest() {
        Residuals residuals = settled().residuals(seen);
        double care = residuals.care();
        for (int i = 0; i < shape.size(); i++) {
            unsettled += residuals.without(i) / care > limit ? 1 : 0;
        }
    }

    /** The residuals are linear in the last step, too, so that a small one need not be gone. */
    private Adjustment settled() {
        Adjustment at = adjusted();
        for (int step = 0;
                step < STEPS && !Linearised.still(at.step(), head.camera().scale(), STILL);
                step++) {
            head = head.moved(at.step());
            at = adjusted();
        }
        return at;
    }

    private Adjustment adjusted() {
        return new Adjustment(shape, seen, soft, head);
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
