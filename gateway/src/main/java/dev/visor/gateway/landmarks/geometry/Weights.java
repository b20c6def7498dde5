package dev.visor.gateway.landmarks.geometry;

/**
 * How much each point counts for what it has for itself: 1 / its own variance, in 1 / square centimetres, along the head's
 * level in the picture and across it. A point can be forgotten, as if it had not been placed.
 */
final class Weights {

    /** A place that nobody saw is this many times as unsure, in variances. */
    private static final double GUESSED = 4;

    /** Whether a border is drawn along the bone or the cheek moves it sideways, and so much less up or down. */
    private static final double UPWARDS = 0.4;

    /** How far a point goes with a movement differs between faces by such a share of how far it goes. */
    private static final double MOVED = 0.15;

    private final Level level;
    private final double[] along;
    private final double[] across;

    private Weights(Level level, double[] along, double[] across) {
        this.level = level;
        this.along = along;
        this.across = across;
    }

    /**
     * Those of placed points around a head.
     *
     * @param pixel variance of a place by the picture's pixels alone, in square centimetres
     */
    static Weights of(FaceShape shape, Seen seen, Head head, double pixel) {
        double[] along = new double[shape.size()];
        double[] across = new double[shape.size()];
        for (int i = 0; i < along.length; i++) {
            if (seen.placed(i)) {
                double unseen = seen.guessed(i) ? (GUESSED - 1) * shape.spread(i) : 0;
                double slack = RobustStart.slack(shape, head, i);
                double own = shape.own(i) + pixel + unseen + MOVED * MOVED * head.moved(i);
                along[i] = 1 / (own + slack);
                across[i] = 1 / (own + UPWARDS * UPWARDS * slack);
            }
        }
        return new Weights(Level.of(head.camera()), along, across);
    }

    /** Along which axes the weights are. */
    Level level() {
        return level;
    }

    boolean counts(int point) {
        return along[point] > 0;
    }

    void forget(int point) {
        along[point] = 0;
        across[point] = 0;
    }

    /** By point; not to be altered. */
    double[] along() {
        return along;
    }

    /** By point; not to be altered. */
    double[] across() {
        return across;
    }
}
