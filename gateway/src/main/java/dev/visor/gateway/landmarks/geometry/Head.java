package dev.visor.gateway.landmarks.geometry;

import org.jspecify.annotations.Nullable;

/** A head before a camera, with how much of each movement its face makes. */
final class Head {

    /** The most that a step turns the head, in radians. */
    private static final double MOST_TURN = 0.4;

    /** The most that it scales it, as a logarithm. */
    private static final double MOST_SCALED = 0.3;

    private final FaceShape shape;
    private final Camera camera;
    private final double[] amounts;
    /** Where the points are seen, each worked out when it is first asked for. */
    private final @Nullable Vector[] seen;

    Head(FaceShape shape, Camera camera, double[] amounts) {
        this.shape = shape;
        this.camera = camera;
        this.amounts = amounts.clone();
        seen = new @Nullable Vector[shape.size()];
    }

    Camera camera() {
        return camera;
    }

    double amount(int movement) {
        return amounts[movement];
    }

    /** How unlikely the amounts are: the sum of their squares, and the perspective's. */
    double cost() {
        double perspective = perspective();
        return SymmetricMatrix.dot(amounts, amounts) + perspective * perspective;
    }

    /** How far from the usual the perspective is, in standard deviations. */
    double perspective() {
        return (camera.perspective() - Camera.USUAL_PERSPECTIVE) / Camera.PERSPECTIVE_DEVIATION;
    }

    /** Where the point lies on this head. */
    Vector place(int point) {
        Vector mean = shape.mean(point);
        double x = mean.x();
        double y = mean.y();
        double z = mean.z();
        for (int k = 0; k < amounts.length; k++) {
            Vector way = shape.movement(k, point);
            x += amounts[k] * way.x();
            y += amounts[k] * way.y();
            z += amounts[k] * way.z();
        }
        return new Vector(x, y, z);
    }

    /** The squares of how far each movement takes a point from the average face, in square centimetres, along one axis of two. */
    double moved(int point) {
        double sum = 0;
        for (int k = 0; k < amounts.length; k++) {
            Vector way = shape.movement(k, point);
            sum += amounts[k] * amounts[k] * way.dot(way) / 2;
        }
        return sum;
    }

    /** Where the point is seen, in pixels to the right and upwards; the third number is its place towards the viewer. */
    Vector seen(int point) {
        Vector at = seen[point];
        if (at == null) {
            Vector turned = camera.turn(place(point));
            double magnification = camera.magnification(turned.z());
            at = new Vector(
                    camera.x() + magnification * turned.x(), camera.y() + magnification * turned.y(), turned.z());
            seen[point] = at;
        }
        return at;
    }

    /** The cosine between the skin's normal there and the line of sight: below 0 it is turned away. */
    double facing(int point) {
        return camera.turn(shape.normal(point)).z();
    }

    /**
     * A head that differs a little.
     *
     * @param step as {@link Linearised} orders it
     */
    Head moved(double[] step) {
        // Far from where it was made, a linear step is no guide.
        Vector turn = new Vector(step[0], step[1], step[2]);
        double angle = turn.length();
        Camera rotated = camera.rotated(angle > MOST_TURN ? turn.times(MOST_TURN / angle) : turn);
        Camera placed = rotated.placed(
                camera.scale() * Math.exp(Math.clamp(step[3], -MOST_SCALED, MOST_SCALED)),
                camera.x() + step[4],
                camera.y() + step[5],
                camera.perspective() + Camera.PERSPECTIVE_DEVIATION * step[6]);
        double[] next = amounts.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] += step[Linearised.CAMERA + k];
        }
        return new Head(shape, placed, next);
    }

    @Override
    public String toString() {
        return "Head[]";
    }
}
