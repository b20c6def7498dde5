package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/projects")
class ProjectController {

    private final Projects projects;
    private final ProjectRecipients recipients;
    private final SchemaMoves moves;

    ProjectController(Projects projects, ProjectRecipients recipients, SchemaMoves moves) {
        this.projects = projects;
        this.recipients = recipients;
        this.moves = moves;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.PROJECT_CREATE)
    ProjectAnswer create(Caller caller, @Valid @RequestBody NewProject wanted) {
        Project made = projects.create(caller, wanted);
        recipients.begin(made);
        return answer(made);
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    List<ProjectAnswer> list(Caller caller) {
        return projects.list(caller).stream()
                .map(project -> ProjectAnswer.of(project, null))
                .toList();
    }

    @GetMapping("/{id}")
    @Guarded(Act.PROJECT_READ)
    ProjectAnswer read(Caller caller, @PathVariable UUID id) {
        return answer(projects.read(caller, id));
    }

    /** Agrees to the exception that somebody else claimed. */
    @PostMapping("/{id}/exemption/agree")
    @Guarded(Act.PROJECT_AGREE)
    ProjectAnswer agree(Caller caller, @PathVariable UUID id) {
        return answer(projects.agree(caller, id));
    }

    /** Moves it to another version of its schema: what was placed before stays what it was. */
    @PostMapping("/{id}/schema")
    @Guarded(Act.PROJECT_CREATE)
    ProjectAnswer move(Caller caller, @PathVariable UUID id, @Valid @RequestBody SchemaMove wanted) {
        return answer(moves.move(caller, id, wanted.version()));
    }

    /**
     * To which version.
     *
     * @param version of the project's own schema, from 1
     */
    record SchemaMove(int version) {}

    private ProjectAnswer answer(Project project) {
        return ProjectAnswer.of(project, projects.reason(project).orElse(null));
    }

    record ProjectAnswer(
            UUID id,
            String name,
            String purpose,
            String legalBasis,
            String schema,
            int schemaVersion,
            int points,
            RulesAnswer pointRules,
            String viewProfile,
            String retention,
            List<String> regions,
            @Nullable Integer picturesOfOne,
            UseAnswer use,
            @Nullable CodesAnswer codes,
            Instant created) {

        static ProjectAnswer of(Project project, @Nullable String reason) {
            return new ProjectAnswer(
                    project.id(),
                    project.name(),
                    project.purpose().id(),
                    project.basis().id(),
                    project.schema().id(),
                    project.schema().ref().version(),
                    project.schema().size(),
                    RulesAnswer.of(project),
                    project.viewProfile(),
                    project.retention(),
                    project.regions().stream().sorted().toList(),
                    project.picturesOfOne(),
                    UseAnswer.of(project.use(), reason),
                    CodesAnswer.of(project.codes()),
                    project.created());
        }
    }

    /**
     * What a project asks of points.
     *
     * @param required the names of the points that may not be missing without a reason
     */
    record RulesAnswer(String occluded, List<String> required) {

        static RulesAnswer of(Project project) {
            PointRules rules = project.pointRules();
            return new RulesAnswer(rules.occluded().id(), rules.names(project.schema()));
        }
    }

    /**
     * What a project is for.
     *
     * @param exception the exception that is claimed; null where none is
     * @param reason why; null in lists; it may name somebody, so it prints as nothing
     * @param agreed since when a second person agrees; null while nobody does
     */
    record UseAnswer(
            String kind,
            String setting,
            @Nullable String exception,
            @Nullable String reason,
            @Nullable String law,
            @Nullable String notice,
            @Nullable Instant agreed) {

        static UseAnswer of(StatedUse use, @Nullable String reason) {
            return new UseAnswer(
                    use.kind(), use.setting(), use.exemption(), reason, use.law(), use.notice(), use.agreedAt());
        }

        @Override
        public String toString() {
            return "UseAnswer[" + kind + "]";
        }
    }
}
