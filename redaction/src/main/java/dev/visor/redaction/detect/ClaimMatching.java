package dev.visor.redaction.detect;

import dev.visor.redaction.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which claimed box means which face: the pair that overlaps most first, each face at most once. */
public final class ClaimMatching {

    /** Intersection over union from which on a box and a face are the same. */
    public static final double LEAST_IOU = 0.3;

    private ClaimMatching() {}

    /**
     * Matches.
     *
     * @param claims boxes in stored pixels
     * @param faces boxes of the faces that may be targets
     * @return for each claim the index of its face, or null
     */
    public static List<@Nullable Integer> match(List<Box> claims, List<Box> faces) {
        List<Pair> pairs = new ArrayList<>();
        for (int claim = 0; claim < claims.size(); claim++) {
            for (int face = 0; face < faces.size(); face++) {
                double iou = claims.get(claim).iou(faces.get(face));
                if (iou >= LEAST_IOU) {
                    pairs.add(new Pair(claim, face, iou));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
        @Nullable Integer[] matched = new @Nullable Integer[claims.size()];
        boolean[] taken = new boolean[faces.size()];
        for (Pair pair : pairs) {
            if (matched[pair.claim] == null && !taken[pair.face]) {
                matched[pair.claim] = pair.face;
                taken[pair.face] = true;
            }
        }
        List<@Nullable Integer> result = new ArrayList<>(matched.length);
        for (Integer face : matched) {
            result.add(face);
        }
        return result;
    }

    private record Pair(int claim, int face, double iou) {}
}
