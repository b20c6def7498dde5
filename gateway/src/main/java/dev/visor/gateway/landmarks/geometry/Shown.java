package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.PointState;
import dev.visor.gateway.views.Correspondence;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.MeshPlace.Mean;
import dev.visor.redaction.mesh.MeshPlace.Trust;
import java.util.ArrayList;
import java.util.List;

/**
 * Points that are said to be visible where nothing of the picture is shown, nor anywhere so near that people place them apart
 * by it. It needs no face. Corners of a box, the ends of the head's axes and what else is an estimate have no place in the picture that
 * could be shown.
 */
record Shown() implements Check {

    /** How many deviations of a point are near. */
    private static final double NEAR = 3;

    private static final int DIRECTIONS = 8;

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        List<Integer> off = new ArrayList<>();
        Correspondence known = Correspondence.of(evidence.schema());
        for (int k = 0; k < known.points().size(); k++) {
            MeshPlace on = known.places().get(k);
            if (!(on instanceof Mean) || on.trust() == Trust.ESTIMATE) {
                continue;
            }
            int i = known.points().get(k);
            Landmark point = evidence.points().get(i);
            ViewPoint place = point.place();
            if (place != null && point.state() == PointState.VISIBLE && !shown(evidence, i, place)) {
                off.add(i);
            }
        }
        return off.isEmpty() ? List.of() : List.of(new GeometryFinding(FindingKind.OFF_OUTLINE, off));
    }

    private static boolean shown(Evidence evidence, int index, ViewPoint place) {
        if (evidence.sight().shows().test(place)) {
            return true;
        }
        Evidence.Face face = evidence.face();
        if (face == null || face.lost()) {
            return false;
        }
        double deviation = face.shape().deviation(face.shape().points().indexOf(index));
        double near = NEAR * deviation * face.head().camera().scale();
        for (int k = 0; k < DIRECTIONS; k++) {
            double angle = 2 * Math.PI * k / DIRECTIONS;
            ViewPoint beside = new ViewPoint(place.x() + near * Math.cos(angle), place.y() + near * Math.sin(angle));
            if (evidence.sight().shows().test(beside)) {
                return true;
            }
        }
        return false;
    }
}
