package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.policies.Act;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which points there are to be placed, for who opens a project or reads an export. */
@RestController
@RequestMapping("/api/v1/schemas")
class SchemaController {

    private final Projects projects;

    SchemaController(Projects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    List<ListedSchema> list(Caller caller) {
        return projects.schemas(caller).stream().map(ListedSchema::of).toList();
    }

    @GetMapping("/{id}")
    @Guarded(Act.PROJECT_READ)
    WholeSchema read(Caller caller, @PathVariable String id) {
        return WholeSchema.of(projects.schema(caller, id));
    }

    /**
     * A schema in a list.
     *
     * @param points how many
     * @param profiles the view profiles that projects under it can have; none where each hides some of its points
     */
    record ListedSchema(String id, String title, int points, List<String> profiles) {

        static ListedSchema of(LandmarkSchema schema) {
            return new ListedSchema(
                    schema.id(), schema.origin().title(), schema.size(), LandmarkSchemas.profiles(schema));
        }
    }

    /**
     * A schema with all that it says.
     *
     * @param deviations where the points' deviations come from, and of what they are shares
     * @param normaliser the two points whose distance errors are divided by; none where it is the size of the box
     */
    record WholeSchema(
            String id,
            String title,
            String source,
            String sides,
            String deviations,
            List<String> profiles,
            List<Integer> normaliser,
            List<PointAnswer> points,
            List<Group> groups,
            List<Contour> contours,
            List<Edge> mesh) {

        static WholeSchema of(LandmarkSchema schema) {
            List<Integer> flip = schema.flip();
            List<@Nullable String> definitions = schema.definitions();
            return new WholeSchema(
                    schema.id(),
                    schema.origin().title(),
                    schema.origin().source(),
                    schema.origin().sides(),
                    schema.origin().deviations(),
                    LandmarkSchemas.profiles(schema),
                    schema.normaliser().points(),
                    IntStream.range(0, schema.size())
                            .mapToObj(i -> new PointAnswer(
                                    schema.points().get(i),
                                    definitions.get(i),
                                    flip.get(i),
                                    schema.deviations().get(i),
                                    schema.mean().get(i).x(),
                                    schema.mean().get(i).y()))
                            .toList(),
                    schema.groups(),
                    schema.contours(),
                    schema.mesh());
        }
    }

    /**
     * A point.
     *
     * @param definition what it is, in one sentence without its end; null where it is a point of MediaPipe's net or of the body
     * @param opposite the index of the point that takes its place in a mirror
     * @param x its place in the mean shape, to the viewer's right
     * @param y the same, downwards
     */
    record PointAnswer(String name, @Nullable String definition, int opposite, double deviation, double x, double y) {}
}
