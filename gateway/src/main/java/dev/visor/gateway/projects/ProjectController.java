package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

    ProjectController(Projects projects, ProjectRecipients recipients) {
        this.projects = projects;
        this.recipients = recipients;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.PROJECT_CREATE)
    ProjectAnswer create(Caller caller, @Valid @RequestBody NewProject wanted) {
        Project made = projects.create(caller, wanted);
        recipients.begin(made);
        return ProjectAnswer.of(made);
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    List<ProjectAnswer> list(Caller caller) {
        return projects.list(caller).stream().map(ProjectAnswer::of).toList();
    }

    @GetMapping("/{id}")
    @Guarded(Act.PROJECT_READ)
    ProjectAnswer read(Caller caller, @PathVariable UUID id) {
        return ProjectAnswer.of(projects.read(caller, id));
    }

    record ProjectAnswer(
            UUID id,
            String name,
            String purpose,
            String legalBasis,
            String schema,
            int points,
            String viewProfile,
            String retention,
            Instant created) {

        static ProjectAnswer of(Project project) {
            return new ProjectAnswer(
                    project.id(),
                    project.name(),
                    project.purpose().id(),
                    project.basis().id(),
                    project.schema().id(),
                    project.schema().points().size(),
                    project.viewProfile(),
                    project.retention(),
                    project.created());
        }
    }
}
