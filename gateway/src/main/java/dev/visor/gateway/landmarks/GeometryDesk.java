package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.landmarks.geometry.GeometryChecks;
import dev.visor.gateway.landmarks.geometry.GeometryFinding;
import dev.visor.gateway.landmarks.geometry.Sight;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.views.ViewGeometry;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Where points lie, looked at while somebody works and when they are handed in. Each look opens the view's geometry under a
 * record of its own: nothing of it is kept between two looks.
 */
@Component
class GeometryDesk {

    /** How many points a refusal names. */
    private static final int NAMED = 3;

    private final Tasks tasks;
    private final Views views;
    private final Gate gate;

    GeometryDesk(Tasks tasks, Views views, Gate gate) {
        this.tasks = tasks;
        this.views = views;
        this.gate = gate;
    }

    /**
     * Looks at points that are not handed in; they are kept nowhere.
     *
     * @param schema the version of the schema that they are counted by, as the task's answer labels it
     */
    List<GeometryFinding> look(
            Caller caller,
            UUID task,
            @Nullable String purpose,
            @Nullable String schema,
            @Nullable List<@Nullable Placement> points) {
        Held held = tasks.find(caller, task);
        try {
            SchemaNamed.require(held.project(), schema, true);
            return look(caller, held, purpose, points);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private List<GeometryFinding> look(
            Caller caller, Held held, @Nullable String purpose, @Nullable List<@Nullable Placement> points) {
        gate.check(caller, Act.TASK_WORK, tasks.resource(held), tasks.circumstances(caller, held.project(), purpose));
        List<Landmark> placed = Placement.checked(
                points, held.project().schema().size(), held.view().size());
        Receipt receipt = gate.pass(
                caller,
                Act.TASK_WORK,
                tasks.resource(held),
                tasks.circumstances(caller, held.project(), purpose),
                "annotation.check",
                entry -> views.about(entry, held.view())
                        .on(held.task().label(), held.view().geometry().label()));
        return findings(held.project().schema(), placed, views.geometry(held.view(), receipt));
    }

    /** What looks wrong about points on a view. */
    static List<GeometryFinding> findings(LandmarkSchema schema, List<Landmark> points, ViewGeometry geometry) {
        Sight sight = new Sight(geometry::shows, geometry.suggestion().pose());
        return GeometryChecks.of(schema).findings(points, sight);
    }

    /**
     * Asks once whether what looks wrong is meant so. An annotator sees the picture and may be right; the checks have an average
     * head.
     *
     * @param despite whether whoever hands in says so
     * @throws Refused (422) {@code geometry-findings} naming each error
     */
    static void require(LandmarkSchema schema, List<GeometryFinding> findings, boolean despite) {
        List<GeometryFinding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty() && !despite) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "geometry-findings",
                    "Something looks wrong: "
                            + errors.stream().map(error -> named(schema, error)).collect(Collectors.joining(", "))
                            + ". Mend it, or hand it in with \"despite\": true if it is meant so.");
        }
    }

    private static String named(LandmarkSchema schema, GeometryFinding finding) {
        List<Integer> points = finding.points();
        String names = points.stream().limit(NAMED).map(schema.points()::get).collect(Collectors.joining(" "));
        return finding.kind().code() + " (" + names + (points.size() > NAMED ? " and others" : "") + ")";
    }
}
