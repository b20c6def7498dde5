package dev.visor.gateway.landmarks.geometry;

import dev.visor.redaction.mesh.CanonicalFace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which parts of the average face move together, told from where they lie on it. */
final class FaceRegions {

    /** Along the edge of the upper lid of the right eye from its outer end, and what meets it when the eye closes. */
    private static final List<Integer> RIGHT_UPPER_LID = List.of(246, 161, 160, 159, 158, 157, 173);

    private static final List<Integer> RIGHT_LOWER_LID = List.of(7, 163, 144, 145, 153, 154, 155);
    private static final List<Integer> LEFT_UPPER_LID = List.of(466, 388, 387, 386, 385, 384, 398);
    private static final List<Integer> LEFT_LOWER_LID = List.of(249, 390, 373, 374, 380, 381, 382);

    /** Where the lips of the average face meet. */
    private static final double MOUTH = -4.28;

    /** How far aside they end. */
    private static final double CORNER = 2.5;

    private static final Map<Integer, Vector> CLOSING = closing();

    private FaceRegions() {}

    /**
     * How much of the lower jaw's movement a place makes, 0 to 1: in the middle the lips part at once, towards the corners of
     * the mouth they meet, the cheeks stretch.
     */
    static double jaw(Vector place) {
        double corner = step(Math.abs(place.x()) / CORNER) * Math.exp(-Math.pow(place.y() - MOUTH, 2) / 2);
        double parted = step((MOUTH + 0.25 - place.y()) / 0.5);
        double medial = (1 - corner) * parted + corner * 0.45;
        double lateral = step((-1.5 - place.y()) / 5);
        double aside = Math.clamp((Math.abs(place.x()) - 2) / 2, 0, 1);
        return (1 - aside) * medial + aside * lateral;
    }

    /** How much of a brow's movement a place makes, 0 to 1. */
    static double brow(Vector place, int side) {
        double high = (place.y() - 4.8) / 1.1;
        return Math.exp(-high * high / 2) / (1 + Math.exp(-side * place.x() / 0.8));
    }

    /** Where a point goes when the eye on that side closes whole. */
    static Vector closing(int vertex, int side) {
        Vector way = CLOSING.getOrDefault(vertex, Vector.ZERO);
        return side * CanonicalFace.vertex(vertex).x() > 0 ? way : Vector.ZERO;
    }

    /**
     * Where a point lies for what moves together: the two lips and the two lids touch, but go their own ways. The fourth and
     * the fifth number are centimetres like the others.
     */
    static double[] embedded(int vertex) {
        Vector place = Vector.place(CanonicalFace.vertex(vertex));
        double lid = CLOSING.containsKey(vertex) ? 1.2 : 0;
        return new double[] {place.x(), place.y(), place.z(), 3 * jaw(place), lid};
    }

    /** Rises smoothly from 0 at 0 to 1 at 1. */
    static double step(double at) {
        double t = Math.clamp(at, 0, 1);
        return t * t * (3 - 2 * t);
    }

    private static Map<Integer, Vector> closing() {
        Map<Integer, Vector> closing = new HashMap<>();
        meet(closing, RIGHT_UPPER_LID, RIGHT_LOWER_LID);
        meet(closing, LEFT_UPPER_LID, LEFT_LOWER_LID);
        return Map.copyOf(closing);
    }

    private static void meet(Map<Integer, Vector> closing, List<Integer> upper, List<Integer> lower) {
        for (int i = 0; i < upper.size(); i++) {
            Vector from = Vector.place(CanonicalFace.vertex(upper.get(i)));
            closing.put(
                    upper.get(i),
                    Vector.place(CanonicalFace.vertex(lower.get(i))).minus(from));
        }
    }
}
