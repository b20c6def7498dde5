package dev.visor.gateway.landmarks.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * By what law simulated annotators miss, in deviations of the schema along each axis of the picture. A law's variance is 1 (over
 * all annotators together, where they differ in care) unless it says otherwise. {@link #MIXED} is held out: it is only
 * measured.
 */
enum Annotators {
    /** All alike, by a normal distribution. */
    NORMAL {
        @Override
        Annotator one(Random random) {
            return region -> new Vector(random.nextGaussian(), random.nextGaussian(), 0);
        }
    },
    /** By Laplace's distribution along each axis; they differ in care by a third of it. */
    LAPLACE {
        @Override
        Annotator one(Random random) {
            double care = care(random, 0.3);
            return region -> new Vector(care * laplace(random), care * laplace(random), 0);
        }
    },
    /** By Student's distribution with four degrees of freedom, both axes far off together. */
    STUDENT {
        @Override
        Annotator one(Random random) {
            return region -> student(random, 4);
        }
    },
    /** Normal, but each twentieth point of anybody misses by three times as much: Tukey's contaminated normal. */
    CONTAMINATED {
        @Override
        Annotator one(Random random) {
            return region -> contaminated(random, 0.05, 3);
        }
    },
    /** Normal, but one annotator in twenty misses all points by two and a half times what the schema says: more than variance 1. */
    OUTLYING {
        @Override
        Annotator one(Random random) {
            double care = random.nextInt(20) == 0 ? 2.5 : 1;
            return region -> new Vector(care * random.nextGaussian(), care * random.nextGaussian(), 0);
        }
    },
    /**
     * Each annotator has a law: of ten, three miss by Student's with three degrees, three by a contaminated normal (each
     * fourteenth point thrice as much), two by a hyperbolic secant, two by a normal of which each region shares half the variance. They differ
     * in care by a quarter of it; one in 25 misses by twice as much besides, beyond variance 1.
     */
    MIXED {
        @Override
        Annotator one(Random random) {
            double care = care(random, 0.25) * (random.nextInt(25) == 0 ? 2 : 1);
            int law = random.nextInt(10);
            if (law < 3) {
                return region -> student(random, 3).times(care);
            }
            if (law < 6) {
                return region -> contaminated(random, 1 / 14.0, 3).times(care);
            }
            return law < 8
                    ? region -> new Vector(care * secant(random), care * secant(random), 0)
                    : together(random, care);
        }
    };

    /** Somebody who annotates one face. */
    abstract Annotator one(Random random);

    /** A factor whose square is 1 in the mean: annotators together differ as much as the schema says. */
    private static double care(Random random, double deviation) {
        return Math.exp(deviation * random.nextGaussian() - deviation * deviation);
    }

    private static double laplace(Random random) {
        double share = random.nextDouble() - 0.5;
        return -Math.signum(share) * Math.log(1 - 2 * Math.abs(share)) / Math.sqrt(2);
    }

    private static Vector student(Random random, int degrees) {
        double square = 0;
        for (int i = 0; i < degrees; i++) {
            double part = random.nextGaussian();
            square += part * part;
        }
        double factor = Math.sqrt((degrees - 2) / square);
        return new Vector(factor * random.nextGaussian(), factor * random.nextGaussian(), 0);
    }

    private static Vector contaminated(Random random, double share, double wide) {
        double factor = random.nextDouble() < share ? wide : 1;
        double deviation = Math.sqrt(1 + share * (wide * wide - 1));
        return new Vector(factor * random.nextGaussian() / deviation, factor * random.nextGaussian() / deviation, 0);
    }

    private static double secant(Random random) {
        return 2 / Math.PI * Math.log(Math.tan(Math.PI / 2 * (1 - random.nextDouble()) * (1 - 1e-12)));
    }

    private static Annotator together(Random random, double care) {
        List<Vector> shared = new ArrayList<>();
        return region -> {
            while (shared.size() <= region) {
                shared.add(new Vector(random.nextGaussian(), random.nextGaussian(), 0));
            }
            Vector own = new Vector(random.nextGaussian(), random.nextGaussian(), 0);
            return own.plus(1, shared.get(region)).times(care / Math.sqrt(2));
        };
    }

    /** Misses point after point. */
    @FunctionalInterface
    interface Annotator {

        /**
         * How far off the next point is placed, in deviations to the right and downwards.
         *
         * @param region a number that the points of one part of the face have in common, from 0
         */
        Vector miss(int region);
    }
}
