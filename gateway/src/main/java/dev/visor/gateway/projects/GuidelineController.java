package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** What a client tells the annotators of a project. */
@RestController
@RequestMapping("/api/v1/projects/{project}/guidelines")
class GuidelineController {

    private final Guidelines guidelines;

    GuidelineController(Guidelines guidelines) {
        this.guidelines = guidelines;
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    List<VersionAnswer> all(Caller caller, @PathVariable UUID project) {
        return guidelines.all(caller, project).stream().map(VersionAnswer::of).toList();
    }

    @GetMapping("/{version}")
    @Guarded(Act.PROJECT_READ)
    GuidelineAnswer read(Caller caller, @PathVariable UUID project, @PathVariable int version) {
        return GuidelineAnswer.of(guidelines.read(caller, project, version));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.BUDGET_SET)
    GuidelineAnswer add(Caller caller, @PathVariable UUID project, @Valid @RequestBody Written written) {
        return GuidelineAnswer.of(guidelines.add(caller, project, written.text(), written.after()));
    }

    @PostMapping("/{version}/publication")
    @Guarded(Act.BUDGET_SET)
    GuidelineAnswer publish(Caller caller, @PathVariable UUID project, @PathVariable int version) {
        return GuidelineAnswer.of(guidelines.publish(caller, project, version));
    }

    /**
     * A guideline that somebody wrote.
     *
     * @param text headings, paragraphs, lists and figures of the schema's points
     * @param after the version that it was written from, 1 for none
     */
    record Written(@NotNull String text, @Nullable Integer after) {}

    /**
     * One version.
     *
     * @param version from 2 on
     * @param published since when tasks are taken under it; null for a draft
     */
    record VersionAnswer(
            int version, Instant created, @Nullable Instant published) {

        static VersionAnswer of(Guideline guideline) {
            return new VersionAnswer(guideline.version(), guideline.created(), guideline.published());
        }
    }

    /**
     * One version with what it says.
     *
     * @param text as it was written
     * @param blocks the same, ready to be shown
     */
    record GuidelineAnswer(
            int version, Instant created, @Nullable Instant published, String text, List<GuidelineBlock> blocks) {

        static GuidelineAnswer of(Guidelines.Read read) {
            Guideline guideline = read.guideline();
            return new GuidelineAnswer(
                    guideline.version(), guideline.created(), guideline.published(), guideline.text(), read.blocks());
        }
    }
}
