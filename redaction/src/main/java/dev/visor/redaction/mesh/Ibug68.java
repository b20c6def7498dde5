package dev.visor.redaction.mesh;

import dev.visor.redaction.geometry.ImagePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * From the mesh to the 68 points of iBUG 300-W (Sagonas et al.: "300 Faces In-The-Wild Challenge", 2016).
 *
 * <p>Most points of 300-W are a point of the mesh; where one falls between two, it is their middle. The table is its own
 * mirror image: point {@code i} uses the mesh points opposite to those of the point opposite to {@code i}. The jaw
 * differs in kind: 300-W marks the visible border of the face, the mesh an anatomical line, so in half profile the far
 * jaw is an estimate.
 */
public final class Ibug68 {

    /** How many points there are. */
    public static final int POINTS = 68;

    private static final int[][] TABLE = {
        // Jaw, from the subject's right ear over the chin to the left ear.
        {127},
        {234},
        {93},
        {132, 58},
        {58, 172},
        {136},
        {150},
        {176},
        {152},
        {400},
        {379},
        {365},
        {288, 397},
        {361, 288},
        {323},
        {454},
        {356},
        // Brows, right then left, each from the image's left to its right.
        {70},
        {63},
        {105},
        {66},
        {107},
        {336},
        {296},
        {334},
        {293},
        {300},
        // Bridge of the nose, downwards; then below the nose.
        {168, 6},
        {197, 195},
        {5},
        {4},
        {75},
        {97},
        {2},
        {326},
        {305},
        // Right eye, then left eye: outer or inner corner, upper lid, corner, lower lid.
        {33},
        {160},
        {158},
        {133},
        {153},
        {144},
        {362},
        {385},
        {387},
        {263},
        {373},
        {380},
        // Outer lips from the right corner over the upper lip; inner lips likewise.
        {61},
        {39},
        {37},
        {0},
        {267},
        {269},
        {291},
        {321},
        {314},
        {17},
        {84},
        {91},
        {78},
        {82},
        {13},
        {312},
        {308},
        {317},
        {14},
        {87},
    };

    private Ibug68() {}

    /** The 68 points of a mesh, in stored pixels and in the order of 300-W. */
    public static List<ImagePoint> of(Mesh mesh) {
        List<ImagePoint> points = new ArrayList<>(POINTS);
        for (int[] sources : TABLE) {
            double x = 0;
            double y = 0;
            for (int source : sources) {
                x += mesh.points().get(source).x();
                y += mesh.points().get(source).y();
            }
            points.add(new ImagePoint(x / sources.length, y / sources.length));
        }
        return points;
    }

    static int[] sources(int point) {
        return TABLE[point].clone();
    }
}
