package dev.visor.gateway.landmarks.geometry;

import java.util.Random;

/** How simulated people stand before the camera. {@link #OTHER} is held out: it is only measured. */
enum Photographs {
    /**
     * All poses alike: yaw to 60 degrees, pitch and roll to 30, 35 to 200 centimetres away, 60 to 400 pixels between the outer
     * corners of the eyes.
     */
    EVEN {
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
            return between(60, 400, random);
        }

        @Override
        double distance(Random random) {
            return 35 + 165 * random.nextDouble();
        }
    },
    /** Mostly frontal, nearer and in a wider range of sizes. */
    FRONTAL {
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
            return between(40, 500, random);
        }

        @Override
        double distance(Random random) {
            return between(30, 150, random);
        }
    },
    /** Most of them half turned away, by up to 65 degrees; of few pixels more often; some as near as an arm, some far. */
    OTHER {
        @Override
        double yaw(Random random) {
            return 65 * Math.sin(2 * Math.PI * random.nextDouble());
        }

        @Override
        double tilt(Random random) {
            double share = Math.clamp(random.nextDouble(), 1e-9, 1 - 1e-9);
            return within(35, 7 * Math.log(share / (1 - share)));
        }

        @Override
        double eyes(Random random) {
            return Math.clamp(110 * Math.exp(0.7 * random.nextGaussian()), 30, 700);
        }

        @Override
        double distance(Random random) {
            return between(28, 300, random);
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

    /** Alike on a logarithmic scale. */
    private static double between(double least, double most, Random random) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    private static double within(double most, double value) {
        return Math.clamp(value, -most, most);
    }
}
