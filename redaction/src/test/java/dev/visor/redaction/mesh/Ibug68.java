package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.Affine;
import dev.visor.redaction.geometry.ImagePoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The 68 points of iBUG 300-W on the mesh as they were first chosen and measured on photographs, kept apart from the table
 * that is in use: a change there is seen here.
 */
public final class Ibug68 {

    /** How many points there are. */
    public static final int POINTS = 68;

    /** The points of the jaw are the first. */
    static final int JAW = 17;

    private static final List<Map.Entry<String, List<Integer>>> CHOSEN =
            """
            jaw-right-1 = 127
            jaw-right-2 = 234
            jaw-right-3 = 93
            jaw-right-4 = 132 58
            jaw-right-5 = 58 172
            jaw-right-6 = 136
            jaw-right-7 = 150
            jaw-right-8 = 176
            chin = 152
            jaw-left-8 = 400
            jaw-left-7 = 379
            jaw-left-6 = 365
            jaw-left-5 = 288 397
            jaw-left-4 = 361 288
            jaw-left-3 = 323
            jaw-left-2 = 454
            jaw-left-1 = 356
            brow-right-outer = 70
            brow-right-outer-middle = 63
            brow-right-middle = 105
            brow-right-inner-middle = 66
            brow-right-inner = 107
            brow-left-inner = 336
            brow-left-inner-middle = 296
            brow-left-middle = 334
            brow-left-outer-middle = 293
            brow-left-outer = 300
            nose-bridge-1 = 168 6
            nose-bridge-2 = 197 195
            nose-bridge-3 = 5
            nose-tip = 4
            nose-right-wing = 75
            nose-right-base = 97
            nose-base = 2
            nose-left-base = 326
            nose-left-wing = 305
            eye-right-outer-corner = 33
            eye-right-upper-outer = 160
            eye-right-upper-inner = 158
            eye-right-inner-corner = 133
            eye-right-lower-inner = 153
            eye-right-lower-outer = 144
            eye-left-inner-corner = 362
            eye-left-upper-inner = 385
            eye-left-upper-outer = 387
            eye-left-outer-corner = 263
            eye-left-lower-outer = 373
            eye-left-lower-inner = 380
            lip-outer-right-corner = 61
            lip-outer-upper-right-outer = 39
            lip-outer-upper-right-inner = 37
            lip-outer-upper-middle = 0
            lip-outer-upper-left-inner = 267
            lip-outer-upper-left-outer = 269
            lip-outer-left-corner = 291
            lip-outer-lower-left-outer = 321
            lip-outer-lower-left-inner = 314
            lip-outer-lower-middle = 17
            lip-outer-lower-right-inner = 84
            lip-outer-lower-right-outer = 91
            lip-inner-right-corner = 78
            lip-inner-upper-right = 82
            lip-inner-upper-middle = 13
            lip-inner-upper-left = 312
            lip-inner-left-corner = 308
            lip-inner-lower-left = 317
            lip-inner-lower-middle = 14
            lip-inner-lower-right = 87
            """.lines().map(Ibug68::row).toList();

    private Ibug68() {}

    private static Map.Entry<String, List<Integer>> row(String line) {
        String[] sides = line.strip().split(" = ", -1);
        return Map.entry(
                sides[0],
                Arrays.stream(sides[1].split(" ", -1)).map(Integer::valueOf).toList());
    }

    /** The names in the order of 300-W. */
    static List<String> names() {
        return CHOSEN.stream().map(Map.Entry::getKey).toList();
    }

    /** The points of the mesh whose middle each point is. */
    static List<List<Integer>> vertices() {
        return CHOSEN.stream().map(Map.Entry::getValue).toList();
    }

    /** The places in the order of 300-W, by the table that is in use. */
    public static List<MeshPlace> places() {
        return names().stream()
                .map(name -> MeshPlaces.named(name).orElseThrow())
                .toList();
    }

    /** The 68 points of a mesh, in stored pixels and in the order of 300-W. */
    static List<ImagePoint> of(Mesh mesh) {
        return places().stream().map(place -> place.in(mesh, Affine.identity())).toList();
    }
}
