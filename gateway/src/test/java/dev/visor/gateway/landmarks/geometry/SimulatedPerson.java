package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.LandmarkSchemas;
import dev.visor.redaction.mesh.CanonicalFace;
import dev.visor.redaction.mesh.CanonicalFace.Vertex;
import dev.visor.redaction.mesh.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Somebody with a face of their own and an expression. It shares the average head's depth with what is tested and nothing
 * else: its front is that of the schemas' mean shape, which other people made, and it moves by rules of its own.
 *
 * <p>Measures differ by standard deviations that we estimate: 5 % in breadth, 6 % in height, 8 % in the
 * mouth's breadth, 9 % in the jaw's, 10 % in the nose's. A third of the faces is at rest; the others open the mouth by up to
 * 28 degrees, smile or purse the lips, lift or lower each brow by up to 1.2 centimetres, and close either eye.
 */
final class SimulatedPerson {

    /** Between the outer corners of the eyes, in centimetres: the mean shapes' unit. */
    private static final double EYES = 8.89;

    private static final Set<Integer> LOWER_LIP = Set.of(
            14, 15, 16, 17, 84, 85, 86, 87, 88, 89, 90, 91, 95, 96, 77, 146, 178, 179, 180, 181, 314, 315, 316, 317,
            318, 319, 320, 321, 324, 325, 307, 375, 402, 403, 404, 405);
    private static final Set<Integer> UPPER_LIP = Set.of(
            0, 11, 12, 13, 37, 38, 39, 40, 41, 42, 72, 73, 74, 80, 81, 82, 183, 184, 185, 191, 267, 268, 269, 270, 271,
            272, 302, 303, 304, 310, 311, 312, 407, 408, 409, 415);
    private static final Set<Integer> CORNERS = Set.of(61, 62, 76, 78, 291, 292, 306, 308);
    private static final int[][] LIDS = {
        {246, 7},
        {161, 163},
        {160, 144},
        {159, 145},
        {158, 153},
        {157, 154},
        {173, 155},
        {466, 249},
        {388, 390},
        {387, 373},
        {386, 374},
        {385, 380},
        {384, 381},
        {398, 382}
    };
    private static final LandmarkSchema FRONT = LandmarkSchemas.named("mediapipe468");

    private final Random random;
    private final List<Vector> vertices = new ArrayList<>();

    private SimulatedPerson(Random random) {
        this.random = random;
        for (int i = 0; i < Mesh.POINTS; i++) {
            LandmarkSchema.MeanPoint front = FRONT.mean().get(i);
            // The mean shape has the eyes' corners at height 0, the average head at 2.66.
            vertices.add(new Vector(
                    EYES * front.x(),
                    2.66 - EYES * front.y(),
                    CanonicalFace.vertex(i).z()));
        }
    }

    static SimulatedPerson of(Random random) {
        SimulatedPerson person = new SimulatedPerson(random);
        person.bornAs();
        if (random.nextInt(3) > 0) {
            person.moves();
        }
        return person;
    }

    Vector vertex(int number) {
        return vertices.get(number);
    }

    /** The normal of the average head, which people's hardly differ from. */
    static Vector normal(int number) {
        Vertex vertex = CanonicalFace.vertex(number);
        return new Vector(vertex.normalX(), vertex.normalY(), vertex.normalZ());
    }

    private void bornAs() {
        double breadth = factor(0.05);
        double height = factor(0.06);
        double depth = factor(0.06);
        double jaw = factor(0.09);
        double chin = factor(0.06);
        double nose = factor(0.10);
        double noseLength = random.nextGaussian() * 0.35;
        double noseDepth = factor(0.11);
        double mouth = factor(0.08);
        double eyes = random.nextGaussian() * 0.18;
        double brows = random.nextGaussian() * 0.25;
        double lips = factor(0.18);
        for (int i = 0; i < vertices.size(); i++) {
            Vector v = vertices.get(i);
            double low = smooth((-1.5 - v.y()) / 5);
            double atNose = v.near(new Vector(0, -1, 6.5), 1.7);
            double atMouth = v.near(new Vector(0, -4.3, 5), 2.4);
            double atEye = Math.exp(-Math.pow((v.y() - 2.6) / 1.2, 2));
            double atBrow = Math.exp(-Math.pow((v.y() - 5) / 1.2, 2));
            double x = v.x() * breadth * mix(jaw, low * (1 - atMouth)) * mix(nose, atNose) * mix(mouth, atMouth)
                    + Math.signum(v.x()) * eyes * atEye * Math.min(1, Math.abs(v.x()));
            double y = 2
                    + (v.y() - 2) * height * mix(chin, smooth((-2 - v.y()) / 2))
                    + noseLength * atNose
                    + brows * atBrow
                    + (lips - 1) * (v.y() + 4.3) * atMouth;
            double z = 3 + (v.z() - 3) * depth * mix(noseDepth, atNose);
            vertices.set(i, new Vector(x, y, z));
        }
        soften(0.12, 2.5);
        soften(0.08, 1);
    }

    private double factor(double deviation) {
        return Math.max(0.6, 1 + deviation * random.nextGaussian());
    }

    private static double mix(double factor, double share) {
        return 1 + (factor - 1) * share;
    }

    private static double smooth(double at) {
        double t = Math.clamp(at, 0, 1);
        return t * t * (3 - 2 * t);
    }

    /** What makes a face one's own and neither breadth nor height does: waves in random directions. */
    private void soften(double amount, double reach) {
        int waves = 12;
        List<Vector> moved = new ArrayList<>(vertices);
        for (int wave = 0; wave < waves; wave++) {
            Vector way = randomVector(1 / reach);
            Vector size = randomVector(amount * Math.sqrt(2.0 / waves));
            double phase = random.nextDouble() * 2 * Math.PI;
            for (int i = 0; i < moved.size(); i++) {
                moved.set(i, moved.get(i).plus(Math.cos(way.dot(vertices.get(i)) + phase), size));
            }
        }
        vertices.clear();
        vertices.addAll(moved);
    }

    private Vector randomVector(double deviation) {
        return new Vector(
                deviation * random.nextGaussian(),
                deviation * random.nextGaussian(),
                deviation * random.nextGaussian());
    }

    private void moves() {
        if (random.nextBoolean()) {
            openMouth(Math.toRadians(28 * random.nextDouble()));
        }
        double smile = random.nextBoolean() ? random.nextDouble() : -0.7 * random.nextDouble();
        double lift = random.nextDouble() - 0.4;
        double right = 1.2 * (random.nextDouble() - 0.35);
        double left = random.nextInt(4) == 0 ? 1.2 * (random.nextDouble() - 0.35) : right;
        for (int i = 0; i < vertices.size(); i++) {
            Vector v = vertices.get(i);
            double side = Math.signum(v.x());
            double atCorner = v.near(new Vector(side * 2.5, -4.3, 4.3), 1.7);
            double atMouth = v.near(new Vector(0, -4.3, 5.4), 1.8);
            double atBrow = Math.exp(-Math.pow((v.y() - 5) / 1, 2)) * Math.min(1, Math.abs(v.x()));
            vertices.set(
                    i,
                    v.plus(atCorner, new Vector(side * 0.8 * smile, 0.6 * lift, -0.3 * smile))
                            .plus(atMouth, new Vector(0, 0, -0.5 * smile))
                            .plus(atBrow, new Vector(0, v.x() < 0 ? right : left, 0)));
        }
        double closing = random.nextInt(4) == 0 ? 1 : 0.5 * random.nextDouble() - 0.15;
        blink(0, closing);
        blink(7, random.nextInt(8) == 0 ? 1 - closing : closing);
    }

    /** About a hinge before the ears. */
    private void openMouth(double angle) {
        for (int i = 0; i < vertices.size(); i++) {
            Vector v = vertices.get(i);
            double turn = angle * lower(i, v);
            double y = v.y() - 0.5;
            double z = v.z() + 2;
            vertices.set(
                    i,
                    new Vector(
                            v.x(),
                            0.5 + y * Math.cos(turn) - z * Math.sin(turn),
                            -2 + y * Math.sin(turn) + z * Math.cos(turn)));
        }
    }

    private static double lower(int vertex, Vector v) {
        // The corners of the mouth go two fifths of the way, and the lips towards them less and less apart.
        double corner = Math.min(1, Math.pow(v.x() / 2.6, 2));
        if (LOWER_LIP.contains(vertex)) {
            return 1 - 0.6 * corner;
        }
        if (UPPER_LIP.contains(vertex)) {
            return 0.4 * corner;
        }
        if (CORNERS.contains(vertex)) {
            return 0.4;
        }
        double beside = smooth((Math.abs(v.x()) - 2) / 2.5);
        return smooth((-3.6 + 2.4 * beside - v.y()) / (1.4 + 3.6 * beside));
    }

    private void blink(int from, double closing) {
        for (int i = from; i < from + 7; i++) {
            Vector upper = vertices.get(LIDS[i][0]);
            Vector lower = vertices.get(LIDS[i][1]);
            vertices.set(LIDS[i][0], upper.plus(0.85 * closing, lower.minus(upper)));
            vertices.set(LIDS[i][1], lower.plus(0.15 * closing, upper.minus(lower)));
        }
    }
}
