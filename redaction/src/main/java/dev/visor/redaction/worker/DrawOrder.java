package dev.visor.redaction.worker;

import dev.visor.redaction.mesh.MeshPlace;
import java.util.List;

/**
 * Renders the view of a face whose outline a person drew, and suggests points on it.
 *
 * @param view what to render
 * @param places which points to suggest, at most {@value RedactionOrder#MOST_PLACES}
 */
public record DrawOrder(RenderOrder view, List<MeshPlace> places) {

    public DrawOrder {
        places = RedactionOrder.bounded(places);
    }
}
