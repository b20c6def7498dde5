package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where one point of a landmark schema lies on the mesh. */
public sealed interface MeshPlace {

    /**
     * The point on a fitted mesh.
     *
     * @param upright from the stored raster to the one in which people stand
     * @return in stored pixels
     */
    ImagePoint in(Mesh mesh, Affine upright);

    /** How far to trust it. */
    Trust trust();

    /** A point of the mesh as it is. */
    static MeshPlace vertex(int vertex) {
        return new Mean(List.of(new Part(vertex, 1)), Trust.SKIN);
    }

    /**
     * A weighted mean of points of the mesh. Weights below 0 lead beyond them: what sits firmly on the head is such a mean of
     * its firm points, wherever the head is turned, as far as perspective can be neglected.
     *
     * @param parts 1 to {@value #MOST_PARTS}, each of another point, the weights 1 together
     */
    record Mean(List<Part> parts, Trust trust) implements MeshPlace {

        /** The most points in one mean. */
        public static final int MOST_PARTS = 32;

        private static final double ROUNDING = 1e-6;

        public Mean {
            parts = List.copyOf(parts);
            if (parts.isEmpty() || parts.size() > MOST_PARTS) {
                throw new IllegalArgumentException("A place on the mesh has 1 to " + MOST_PARTS + " parts");
            }
            Set<Integer> vertices = new HashSet<>();
            double sum = 0;
            for (Part part : parts) {
                if (!vertices.add(part.vertex)) {
                    throw new IllegalArgumentException("A place on the mesh counts a point once, not twice");
                }
                sum += part.weight;
            }
            if (!(Math.abs(sum - 1) <= ROUNDING)) {
                throw new IllegalArgumentException("The weights of a place on the mesh are 1 together, not " + sum);
            }
        }

        @Override
        public ImagePoint in(Mesh mesh, Affine upright) {
            double x = 0;
            double y = 0;
            for (Part part : parts) {
                ImagePoint point = mesh.points().get(part.vertex);
                x += part.weight * point.x();
                y += part.weight * point.y();
            }
            return new ImagePoint(x, y);
        }
    }

    /**
     * A corner of the box that stands upright around the contour of the face.
     *
     * @param right whether at the right of the upright picture
     * @param lower whether at its bottom
     */
    record Corner(boolean right, boolean lower) implements MeshPlace {

        @Override
        public Trust trust() {
            return Trust.BORDER;
        }

        @Override
        public ImagePoint in(Mesh mesh, Affine upright) {
            Box box = Square.bounds(mesh.contour().points().stream()
                    .map(point -> new ImagePoint(upright.x(point.x(), point.y()), upright.y(point.x(), point.y())))
                    .toList());
            double x = right ? box.right() : box.x();
            double y = lower ? box.bottom() : box.y();
            return new ImagePoint(upright.inverseX(x, y), upright.inverseY(x, y));
        }
    }

    /**
     * One point's share in a mean.
     *
     * @param vertex its number in the mesh, 0 to 467
     * @param weight -{@value #MOST_WEIGHT} to {@value #MOST_WEIGHT}
     */
    record Part(int vertex, double weight) {

        static final double MOST_WEIGHT = 4;

        public Part {
            if (vertex < 0 || vertex >= Mesh.POINTS) {
                throw new IllegalArgumentException(
                        "The points of the mesh are 0 to " + (Mesh.POINTS - 1) + ", not " + vertex);
            }
            if (!(Math.abs(weight) <= MOST_WEIGHT)) {
                throw new IllegalArgumentException("A weight is at most " + MOST_WEIGHT + ", not " + weight);
            }
        }
    }

    /**
     * What shows where a point lies, and so how far to trust a mesh that puts it somewhere.
     *
     * <p>{@link #BORDER} and {@link #FEATURE} were learnt on faces whose truth is another model's; the others, for which there
     * is no such truth, are reckoned from them: what nothing in the picture marks is as unsure as a border, and what the
     * mesh does not see twice that.
     */
    enum Trust {
        /** The visible border of the face, which each model draws elsewhere. */
        BORDER(3.5, 0.05),
        /** An edge or a corner in the picture. */
        FEATURE(1.9, 0.025),
        /** A place on the skin that nothing in the picture marks. */
        SKIN(1.9, 0.05),
        /** What the mesh does not see. */
        ESTIMATE(3.5, 0.1);

        private final double factor;
        private final double share;

        Trust(double factor, double share) {
            this.factor = factor;
            this.share = share;
        }

        Calibration calibration() {
            return new Calibration(factor, share);
        }
    }
}
