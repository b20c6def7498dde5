package dev.visor.gateway.landmarks;

import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.PointFacts;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was placed, suggested or said under one version of a schema, in the numbers of the version that the project is on now.
 * Only points about which nothing at all changed are carried over: no other point is passed off as one that it may not be.
 */
@Component
class CarriedPoints {

    private static final Landmark UNPLACED = new Landmark(null, PointState.NOT_LABELLED, null, null);

    private final Schemas schemas;

    CarriedPoints(Schemas schemas) {
        this.schemas = schemas;
    }

    /** A sheet's points; one that is new or changed is not labelled. */
    List<Landmark> of(Project project, Sheet sheet) {
        LandmarkSchema then = schemas.at(project, sheet.schemaVersion());
        if (!then.ref().label().equals(sheet.schema())
                || then.size() != sheet.points().size()) {
            throw new IllegalStateException("A sheet is of another schema than its project's");
        }
        List<Landmark> points = new ArrayList<>();
        for (Integer old : numbers(project, sheet.schemaVersion())) {
            points.add(old == null ? UNPLACED : sheet.points().get(old));
        }
        return points;
    }

    /** For each point now its number under that version; null for one that is new or changed. */
    List<@Nullable Integer> numbers(Project project, int version) {
        return PointFacts.unchanged(schemas.at(project, version), project.schema());
    }

    /** The number that a point has now; null where it is gone or changed. */
    @Nullable
    Integer now(Project project, int version, int point) {
        int now = numbers(project, version).indexOf(point);
        return now < 0 ? null : now;
    }
}
