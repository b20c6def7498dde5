package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.PointState;
import dev.visor.redaction.geometry.ViewPoint;
import java.util.ArrayList;
import java.util.List;

/** Points that are said to be visible where nothing of the picture is shown. It needs no face. */
record Shown() implements Check {

    @Override
    public List<GeometryFinding> in(Evidence evidence) {
        List<Integer> off = new ArrayList<>();
        for (int i = 0; i < evidence.points().size(); i++) {
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
