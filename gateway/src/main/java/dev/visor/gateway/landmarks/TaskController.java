package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Unguarded;
import dev.visor.gateway.landmarks.CodesController.DisagreementAnswer;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.landmarks.codes.SentAttribute;
import dev.visor.gateway.landmarks.codes.SentCodes;
import dev.visor.gateway.landmarks.codes.SentUnit;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.projects.PointRules;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.views.BudgetWarning;
import dev.visor.gateway.views.Budgets;
import dev.visor.gateway.views.Concern;
import dev.visor.gateway.views.Grants.Grant;
import dev.visor.gateway.views.PictureAnswers;
import dev.visor.policies.Act;
import dev.visor.redaction.geometry.ViewPoint;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The annotator's side. Whoever asks for a face names the purpose in the header {@code Visor-Purpose}. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskController {

    private static final String PURPOSE = "Visor-Purpose";
    private static final String GRANT = "Visor-Grant";
    /** Which version the points are; a save says it back as {@code after}. */
    private static final String VERSION = "Visor-Version";

    private final Tasks tasks;
    private final TaskViews views;
    private final Annotations annotations;
    private final Handovers handovers;
    private final Reports reports;
    private final Recusing recusing;
    private final PictureAnswers pictures;
    private final Budgets budgets;

    TaskController(
            Tasks tasks,
            TaskViews views,
            Annotations annotations,
            Handovers handovers,
            Reports reports,
            Recusing recusing,
            PictureAnswers pictures,
            Budgets budgets) {
        this.tasks = tasks;
        this.views = views;
        this.annotations = annotations;
        this.handovers = handovers;
        this.reports = reports;
        this.recusing = recusing;
        this.pictures = pictures;
        this.budgets = budgets;
    }

    @PostMapping("/next")
    @Guarded(Act.TASK_NEXT)
    ResponseEntity<TaskAnswer> next(Caller caller) {
        return tasks.next(caller)
                .map(held -> ResponseEntity.ok(TaskAnswer.of(
                        tasks.handle(caller, held),
                        held,
                        tasks.due(held),
                        handovers.noted(caller, held),
                        budgets.warning(caller, held.project()))))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping("/{id}/grants")
    @Guarded(Act.VIEW_SHOW)
    ResponseEntity<GrantAnswer> grant(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(GrantAnswer.of(views.grant(caller, id, purpose)));
    }

    @GetMapping("/{id}/view")
    @Guarded(Act.VIEW_SHOW)
    void view(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestHeader(name = GRANT, required = false) @Nullable String grant,
            @RequestParam(defaultValue = "false") boolean ahead,
            HttpServletResponse response) {
        views.show(caller, id, purpose, grant, ahead, pictures.png(response));
    }

    @PostMapping("/{id}/shown")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.VIEW_SHOW)
    void shown(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose) {
        views.shown(caller, id, purpose);
    }

    @GetMapping("/{id}/points")
    @Guarded(Act.TASK_WORK)
    ResponseEntity<List<PointAnswer>> points(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String schema,
            @RequestParam(defaultValue = "false") boolean handedIn) {
        Annotations.Start start = annotations.start(caller, id, purpose, schema, handedIn);
        return ResponseEntity.ok()
                .header(VERSION, Integer.toString(start.version()))
                .body(IntStream.range(0, start.points().size())
                        .mapToObj(i -> PointAnswer.of(start.points().get(i), start.deviation(i)))
                        .toList());
    }

    @PostMapping("/{id}/drafts")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.ANNOTATION_SUBMIT)
    SavedAnswer draft(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestBody Points sent) {
        return SavedAnswer.of(annotations.add(
                caller, id, purpose, sent.schema(), sent.viewPoints(), sent.codes(), sent.saving(), false));
    }

    @PostMapping("/{id}/submission")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.ANNOTATION_SUBMIT)
    SavedAnswer submit(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestBody Points sent) {
        return SavedAnswer.of(annotations.add(
                caller, id, purpose, sent.schema(), sent.viewPoints(), sent.codes(), sent.saving(), true));
    }

    @PostMapping("/{id}/recuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.TASK_RECUSE)
    void recuse(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose) {
        recusing.recuse(caller, id, purpose);
    }

    @PostMapping("/{id}/report")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.VIEW_REPORT)
    void report(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestBody Report sent) {
        reports.report(caller, id, purpose, sent.concern());
    }

    @GetMapping("/{id}/receipts/{record}")
    @Unguarded(because = "it tells the author of a submission the number of its record in the log, and nobody else")
    PlaceAnswer receipt(Caller caller, @PathVariable UUID id, @PathVariable UUID record) {
        return new PlaceAnswer(record, annotations.place(caller, id, record));
    }

    /**
     * Points as they are sent, and what else is said of the face where the project asks for it.
     *
     * @param schema the version of the schema that they are counted by, as the task's answer labels it; may be missing where
     *     Visor ships the schema, which has one version for ever
     * @param viewPoints in view coordinates, one for each point of the schema
     * @param save the program's own name for this save: sent again with it, it makes no second version
     * @param after the version that the work went on from, 0 for the suggestions; refused where there is a newer one
     * @param despite whether errors that the geometry checks find are meant so; says nothing of a draft
     */
    record Points(
            @Nullable String schema,
            @Nullable List<@Nullable Placement> viewPoints,
            @Nullable UUID save,
            @Nullable Integer after,
            @Nullable Boolean despite,
            @Nullable List<@Nullable SentUnit> actionUnits,
            @Nullable Boolean restAbsent,
            @Nullable String expression,
            @Nullable List<@Nullable SentAttribute> attributes) {

        Saving saving() {
            return new Saving(save, after, Boolean.TRUE.equals(despite));
        }

        SentCodes codes() {
            return new SentCodes(actionUnits, restAbsent, expression, attributes);
        }
    }

    /**
     * What somebody saw that should not be there.
     *
     * @param concern one of a closed set, so that no report holds what it is about
     */
    record Report(@Nullable Concern concern) {}

    /**
     * What is to be done.
     *
     * @param id by what this person knows the task; somebody else would know it by another
     * @param turn whether points are placed, or were returned with remarks, or are looked at again
     * @param lookedAt which version is to be looked at again; null where points are placed
     * @param noted whether whoever had it before left a note for this person
     */
    record TaskAnswer(
            UUID id,
            String purpose,
            Turn turn,
            @Nullable Integer lookedAt,
            boolean noted,
            int guidelineVersion,
            @Nullable Instant leaseEnds,
            int width,
            int height,
            SchemaAnswer schema,
            RulesAnswer rules,
            @Nullable AskedAnswer codes,
            @Nullable BudgetWarning budget) {

        static TaskAnswer of(UUID handle, Held held, Tasks.Due due, boolean noted, Optional<BudgetWarning> budget) {
            return new TaskAnswer(
                    handle,
                    held.project().purpose().id(),
                    due.turn(),
                    due.version(),
                    noted,
                    held.task().guidelineVersion(),
                    held.task().leaseEnds(),
                    held.view().size().width(),
                    held.view().size().height(),
                    SchemaAnswer.of(held.project().schema()),
                    RulesAnswer.of(held.project()),
                    AskedAnswer.of(held.project().codes(), held.project().schema()),
                    budget.orElse(null));
        }
    }

    /**
     * A right to one delivery.
     *
     * @param grant goes into the header {@code Visor-Grant}, once
     * @param again which one it is after the first of the lease
     */
    record GrantAnswer(String grant, Instant expires, int again) {

        static GrantAnswer of(Grant given) {
            return new GrantAnswer(given.secret(), given.expires(), given.again());
        }

        @Override
        public String toString() {
            return "GrantAnswer[]";
        }
    }

    /**
     * What the project asks of points when they are handed in.
     *
     * @param occluded {@code as-found}, {@code visible-only} or {@code estimate-occluded}
     * @param required names of the points that may not be missing without a reason
     */
    record RulesAnswer(String occluded, List<String> required) {

        static RulesAnswer of(Project project) {
            PointRules rules = project.pointRules();
            return new RulesAnswer(rules.occluded().id(), rules.names(project.schema()));
        }
    }

    /**
     * Which points are placed.
     *
     * @param label names its version: whoever saves points says that they are counted by it
     * @param definitions what each point is, in one sentence without its end; null where the name says all that is known
     * @param groups which points belong together
     * @param flip for each point the index of the one that takes its place in a mirror
     * @param mean for each point its place on an average face, of which only the proportions count
     */
    record SchemaAnswer(
            String id,
            String label,
            List<String> points,
            List<@Nullable String> definitions,
            List<LandmarkSchema.Contour> contours,
            List<LandmarkSchema.Group> groups,
            List<Integer> flip,
            List<LandmarkSchema.MeanPoint> mean) {

        static SchemaAnswer of(LandmarkSchema schema) {
            return new SchemaAnswer(
                    schema.id(),
                    schema.ref().label(),
                    schema.points(),
                    schema.definitions(),
                    schema.contours(),
                    schema.groups(),
                    schema.flip(),
                    schema.mean());
        }
    }

    /**
     * A point as the work on it stands.
     *
     * @param deviation how sure a suggestion is: the standard deviation along each axis, in view pixels; null where nobody can
     *     tell, and once somebody has worked on the face
     */
    record PointAnswer(
            @Nullable Double x,
            @Nullable Double y,
            PointState state,
            @Nullable Provenance provenance,
            @Nullable String reason,
            @Nullable Double deviation) {

        static PointAnswer of(Landmark point, @Nullable Double deviation) {
            ViewPoint place = point.place();
            return new PointAnswer(
                    place == null ? null : place.x(),
                    place == null ? null : place.y(),
                    point.state(),
                    point.provenance(),
                    point.reason(),
                    deviation);
        }
    }

    record PlaceAnswer(UUID record, @Nullable Long index) {}

    /**
     * What was saved.
     *
     * @param errors how many errors the geometry checks found, which the annotator said are meant so
     * @param warnings how many warnings they found
     * @param disagreements what the project's table has against the expression, which is kept all the same; none where the same save
     *     is answered again
     */
    record SavedAnswer(
            UUID annotation,
            int version,
            boolean submitted,
            UUID record,
            int errors,
            int warnings,
            List<DisagreementAnswer> disagreements) {

        static SavedAnswer of(Annotations.Saved saved) {
            Annotation annotation = saved.annotation();
            return new SavedAnswer(
                    annotation.id(),
                    annotation.version(),
                    annotation.submitted(),
                    annotation.record(),
                    annotation.errors(),
                    annotation.warnings(),
                    saved.disagreements().stream().map(DisagreementAnswer::of).toList());
        }
    }
}
