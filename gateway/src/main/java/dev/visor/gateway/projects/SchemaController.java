package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.projects.LandmarkSchema.Contour;
import dev.visor.gateway.projects.LandmarkSchema.Edge;
import dev.visor.gateway.projects.LandmarkSchema.Group;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which points there are to be placed, for who opens a project or reads an export. */
@RestController
@RequestMapping("/api/v1/schemas")
class SchemaController {

    private final SchemaReading schemas;
    private final SchemaUploads uploads;
    private final Densifying densifying;

    SchemaController(SchemaReading schemas, SchemaUploads uploads, Densifying densifying) {
        this.schemas = schemas;
        this.uploads = uploads;
        this.densifying = densifying;
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    List<ListedSchema> list(Caller caller) {
        return schemas.list(caller).stream().map(ListedSchema::of).toList();
    }

    /** Takes the JSON as it is, so that a field that is unknown or there twice is refused like in Visor's own files. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.PROJECT_CREATE)
    WholeSchema add(Caller caller, @RequestParam(required = false) @Nullable Integer after, InputStream body)
            throws IOException {
        return WholeSchema.of(uploads.add(caller, body.readNBytes(OwnSchemaChecks.MOST_BYTES + 1), after));
    }

    /** Keeps nothing: what comes back is looked at, and uploaded by whoever likes it. */
    @PostMapping("/densified")
    @Guarded(Act.PROJECT_READ)
    SchemaText densified(Caller caller, @Valid @RequestBody Densifying.Wanted wanted) {
        return SchemaText.of(densifying.densified(caller, wanted));
    }

    @GetMapping("/{id}")
    @Guarded(Act.PROJECT_READ)
    WholeSchema read(Caller caller, @PathVariable String id) {
        return WholeSchema.of(schemas.newest(caller, id));
    }

    @GetMapping("/{id}/versions")
    @Guarded(Act.PROJECT_READ)
    List<ListedVersion> versions(Caller caller, @PathVariable String id) {
        return schemas.versions(caller, id).stream().map(ListedVersion::of).toList();
    }

    @GetMapping("/{id}/versions/{number}")
    @Guarded(Act.PROJECT_READ)
    WholeSchema version(Caller caller, @PathVariable String id, @PathVariable int number) {
        return WholeSchema.of(schemas.version(caller, id, number));
    }

    /** In the form that an upload has, to be changed and uploaded as the next version. */
    @GetMapping("/{id}/versions/{number}/text")
    @Guarded(Act.PROJECT_READ)
    SchemaText text(Caller caller, @PathVariable String id, @PathVariable int number) {
        return SchemaText.of(schemas.version(caller, id, number));
    }

    @GetMapping("/{id}/diff")
    @Guarded(Act.PROJECT_READ)
    SchemaReading.Difference difference(
            Caller caller, @PathVariable String id, @RequestParam int from, @RequestParam int to) {
        return schemas.difference(caller, id, from, to);
    }

    /**
     * A version in a list.
     *
     * @param created null for a schema that Visor ships
     */
    record ListedVersion(
            int version, String title, int points, @Nullable Instant created) {

        static ListedVersion of(Schemas.Found found) {
            OwnSchema row = found.row();
            return new ListedVersion(
                    found.schema().ref().version(),
                    found.schema().origin().title(),
                    found.schema().size(),
                    row == null ? null : row.created());
        }
    }

    /**
     * A schema in a list.
     *
     * @param version the newest
     * @param own whether it is the tenant's own; else Visor ships it
     * @param points how many
     * @param profiles the view profiles that projects under it can have; none where each hides some of its points
     */
    record ListedSchema(String id, int version, boolean own, String title, int points, List<String> profiles) {

        static ListedSchema of(LandmarkSchema schema) {
            return new ListedSchema(
                    schema.id(),
                    schema.ref().version(),
                    !LandmarkSchemas.ships(schema.id()),
                    schema.origin().title(),
                    schema.size(),
                    LandmarkSchemas.profiles(schema));
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
            int version,
            boolean own,
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
                    schema.ref().version(),
                    !LandmarkSchemas.ships(schema.id()),
                    schema.origin().title(),
                    schema.origin().source(),
                    schema.origin().sides(),
                    schema.origin().deviations(),
                    LandmarkSchemas.profiles(schema),
                    schema.normaliser().points(),
                    IntStream.range(0, schema.size())
                            .mapToObj(i -> new PointAnswer(
                                    schema.points().get(i),
                                    schema.details().get(i).key(),
                                    definitions.get(i),
                                    KnownPlaces.of(schema, i).isPresent(),
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
     * @param key what stays the same through all versions of the schema
     * @param definition what it is, in one sentence without its end; null where nobody gave one
     * @param suggested whether annotators get a suggestion for it
     * @param opposite the index of the point that takes its place in a mirror
     * @param x its place in the mean shape, to the viewer's right
     * @param y the same, downwards
     */
    record PointAnswer(
            String name,
            String key,
            @Nullable String definition,
            boolean suggested,
            int opposite,
            double deviation,
            double x,
            double y) {}
}
