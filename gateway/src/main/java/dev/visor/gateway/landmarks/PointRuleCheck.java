package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.PointRules;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;

/** Holds what is handed in against what the project asks of points. Drafts may be as unfinished as they like. */
final class PointRuleCheck {

    private static final int NAMED = 10;

    private PointRuleCheck() {}

    /**
     * Checks a sheet that is handed in.
     *
     * @param points one for each point of the schema, in its order
     * @throws Refused (422) naming the points that break a rule
     */
    static void check(PointRules rules, LandmarkSchema schema, List<Landmark> points) {
        refuse(
                schema,
                point -> rules.requires(schema, point) && missing(points.get(point)),
                "point-required",
                "These points have to be placed, or said why not: ");
        switch (rules.occluded()) {
            case AS_FOUND -> {}
            case VISIBLE_ONLY ->
                refuse(
                        schema,
                        point -> points.get(point).place() != null
                                && points.get(point).state() != PointState.VISIBLE,
                        "point-not-visible",
                        "Only points that are seen have places in this project, and these are not: ");
            case ESTIMATE ->
                refuse(
                        schema,
                        point -> missing(points.get(point)),
                        "point-not-estimated",
                        "Points that are hidden are placed where they should lie in this project, or said why not: ");
        }
    }

    /** Whoever says that a point lies outside of the view, or gives another reason, has not forgotten it. */
    private static boolean missing(Landmark point) {
        return point.state() == PointState.NOT_LABELLED && point.reason() == null;
    }

    private static void refuse(LandmarkSchema schema, IntPredicate breaks, String reason, String sentence) {
        List<String> names = IntStream.range(0, schema.size())
                .filter(breaks)
                .mapToObj(schema.points()::get)
                .toList();
        if (!names.isEmpty()) {
            String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    reason,
                    sentence + String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + more + ".");
        }
    }
}
