package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.views.Correspondence;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.MeshPlace.Corner;
import java.util.ArrayList;
import java.util.List;

/**
 * The corners of the box around a face, which stands upright in the picture however the head is turned: each on its side, two
 * by two in a line.
 */
record UprightBox() implements Check {

    private static final int CORNERS = 4;
    /** How far two corners may be out of line, in sides of the box. */
    private static final double ASKEW = 0.1;

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        List<Placed> corners = corners(evidence);
        if (corners.size() < CORNERS) {
            return List.of();
        }
        List<Integer> all = corners.stream().map(Placed::index).toList();
        double width = mean(corners, true, true) - mean(corners, true, false);
        double height = mean(corners, false, true) - mean(corners, false, false);
        if (width < 0 && height > 0) {
            return List.of(new GeometryFinding(FindingKind.SIDES_SWAPPED, all));
        }
        if (!(width > 0 && height > 0)) {
            return List.of(new GeometryFinding(FindingKind.CONTOUR_ORDER, all));
        }
        boolean upright = corners.stream()
                .allMatch(corner -> Math.abs(corner.x() - mean(corners, true, corner.right())) <= ASKEW * width
                        && Math.abs(corner.y() - mean(corners, false, corner.lower())) <= ASKEW * height);
        return upright ? List.of() : List.of(new GeometryFinding(FindingKind.CONTOUR_ORDER, all));
    }

    /** The mean place across of the corners on one side (right or lower), or of those on the other. */
    private static double mean(List<Placed> corners, boolean across, boolean far) {
        return corners.stream()
                .filter(corner -> (across ? corner.right() : corner.lower()) == far)
                .mapToDouble(corner -> across ? corner.x() : corner.y())
                .average()
                .orElseThrow();
    }

    private static List<Placed> corners(Evidence evidence) {
        Correspondence suggested = Correspondence.of(evidence.schema());
        List<Placed> corners = new ArrayList<>();
        for (int i = 0; i < suggested.points().size(); i++) {
            int index = suggested.points().get(i);
            MeshPlace place = suggested.places().get(i);
            ViewPoint at = evidence.points().get(index).place();
            if (place instanceof Corner corner && at != null) {
                corners.add(new Placed(index, at.x(), at.y(), corner.right(), corner.lower()));
            }
        }
        return corners;
    }

    /** A corner where it was placed. */
    private record Placed(int index, double x, double y, boolean right, boolean lower) {}
}
