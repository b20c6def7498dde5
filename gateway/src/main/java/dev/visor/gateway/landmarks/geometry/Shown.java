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
 * Points that are said to be visible where nothing of the picture is shown. It needs no face. Corners of a box, the ends of
 * the head's axes and what else is an estimate have no place in the picture that could be shown.
 */
record Shown() implements Check {

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
            if (place != null
                    && point.state() == PointState.VISIBLE
                    && !evidence.sight().shows().test(place)) {
                off.add(i);
            }
        }
        return off.isEmpty() ? List.of() : List.of(new GeometryFinding(FindingKind.OFF_OUTLINE, off));
    }
}
