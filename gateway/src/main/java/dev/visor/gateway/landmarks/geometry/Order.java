package dev.visor.gateway.landmarks.geometry;

import java.util.List;

/** The points of a contour in another order than their names say. */
record Order() implements Check {

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        return evidence.face() == null || evidence.face().lost()
                ? List.of()
                : Sides.Renamed.findings(evidence.face(), FindingKind.CONTOUR_ORDER);
    }
}
