package dev.visor.gateway.landmarks;

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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tasks/{task}/comments")
class CommentController {

    private final Comments comments;

    CommentController(Comments comments) {
        this.comments = comments;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.TASK_WORK)
    CommentAnswer say(
            Caller caller,
            @PathVariable UUID task,
            @RequestHeader(name = "Visor-Purpose", required = false) @Nullable String purpose,
            @Valid @RequestBody NewComment wanted) {
        return CommentAnswer.of(
                comments.say(caller, task, purpose, wanted.schema(), wanted.point(), wanted.thread(), wanted.text()));
    }

    @GetMapping
    @Guarded(Act.TASK_WORK)
    List<CommentAnswer> all(
            Caller caller,
            @PathVariable UUID task,
            @RequestHeader(name = "Visor-Purpose", required = false) @Nullable String purpose) {
        return comments.on(caller, task, purpose).stream()
                .map(CommentAnswer::of)
                .toList();
    }

    /**
     * A remark.
     *
     * @param schema the version of the schema that it is counted by; may be missing where Visor ships the schema
     * @param point index of the point in the schema
     * @param thread the remark that it replaces; null for a new one
     */
    record NewComment(
            @Nullable String schema,
            int point,
            @Nullable UUID thread,
            @NotNull String text) {

        @Override
        public String toString() {
            return "NewComment[" + point + "]";
        }
    }

    /**
     * A remark.
     *
     * @param point index of the point in the schema; null where it is gone or changed since
     */
    record CommentAnswer(UUID thread, int version, @Nullable Integer point, String text, Instant created) {

        static CommentAnswer of(Comments.Said said) {
            return new CommentAnswer(
                    said.comment().thread(),
                    said.comment().version(),
                    said.point(),
                    said.text(),
                    said.comment().created());
        }

        @Override
        public String toString() {
            return "CommentAnswer[" + thread + "]";
        }
    }
}
