package dev.visor.gateway.landmarks.geometry;

import java.util.Random;

/**
 * How simulated people are photographed and how annotators miss. The checks were made while looking at {@link #DEVELOPMENT};
 * {@link #HELD_OUT} differs from it in every distribution and is only measured.
 */
enum Conditions {
    /**
     * All poses alike: yaw to 60 degrees, pitch and roll to 30, 35 to 200 centimetres away, 60 to 400 pixels between the outer
     * corners of the eyes; annotators miss by a normal distribution.
     */
    DEVELOPMENT {
        @Override
        double yaw(Random random) {
            return 120 * random.nextDouble() - 60;
        }

        @Override
        double tilt(Random random) {
            return 60 * random.nextDouble() - 30;
        }

        @Override
        double eyes(Random random) {
            return 60 * Math.pow(400 / 60.0, random.nextDouble());
        }

        @Override
        double distance(Random random) {
            return 35 + 165 * random.nextDouble();
        }

        @Override
        double skill(Random random) {
            return 1;
        }

        @Override
        double miss(Random random) {
            return random.nextGaussian();
        }
    },
    /**
     * Mostly frontal, nearer and in a wider range of sizes; annotators differ in care by a third of it, and miss by Laplace's
     * distribution of the same deviation, which has far more points at three and more deviations.
     */
    HELD_OUT {
        @Override
        double yaw(Random random) {
            return within(60, 25 * random.nextGaussian());
        }

        @Override
        double tilt(Random random) {
            return within(30, 12 * random.nextGaussian());
        }

        @Override
        double eyes(Random random) {
            return 40 * Math.pow(500 / 40.0, random.nextDouble());
        }

        @Override
        double distance(Random random) {
            return 30 * Math.pow(150 / 30.0, random.nextDouble());
        }

        @Override
        double skill(Random random) {
            // The mean of its square is 1: annotators together differ as much as the schema says.
            return Math.exp(0.3 * random.nextGaussian() - 0.3 * 0.3);
        }

        @Override
        double miss(Random random) {
            double share = random.nextDouble() - 0.5;
            return -Math.signum(share) * Math.log(1 - 2 * Math.abs(share)) / Math.sqrt(2);
        }

        private static double within(double most, double value) {
            return Math.clamp(value, -most, most);
        }
    };

    /** Degrees to the viewer's right. */
    abstract double yaw(Random random);

    /** Degrees of pitch or roll. */
    abstract double tilt(Random random);

    /** Pixels between the outer corners of the eyes. */
    abstract double eyes(Random random);

    /** Centimetres from the camera to the head's origin. */
    abstract double distance(Random random);

    /** By which factor of the schema's deviations one annotator misses all points. */
    abstract double skill(Random random);

    /** A miss along one axis, in deviations. */
    abstract double miss(Random random);
}
