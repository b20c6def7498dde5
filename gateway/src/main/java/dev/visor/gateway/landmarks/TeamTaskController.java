package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.landmarks.Reassigning.Move;
import dev.visor.policies.Act;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

/** The lead's side: which tasks the team has, and whose they are to be. No face, and nobody on one. */
@RestController
@RequestMapping("/api/v1/team-tasks")
class TeamTaskController {

    private final TeamQueue queue;
    private final Reassigning reassigning;

    TeamTaskController(TeamQueue queue, Reassigning reassigning) {
        this.queue = queue;
        this.reassigning = reassigning;
    }

    @GetMapping
    @Guarded(Act.QUEUE_READ)
    ResponseEntity<PageAnswer> list(
            Caller caller, @RequestParam(defaultValue = "0") @PositiveOrZero @Max(1_000_000) int first) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(PageAnswer.of(queue.from(caller, first)));
    }

    @PostMapping("/{task}/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.TASK_REASSIGN)
    void move(
            Caller caller,
            @PathVariable UUID task,
            @RequestHeader(name = "Visor-Purpose", required = false) @Nullable String purpose,
            @RequestBody Wanted wanted) {
        if (wanted.reason() == null) {
            throw Refused.badRequest(
                    "reason-missing", "Say why you move it: absent, due, balance, expertise or other.");
        }
        reassigning.move(caller, task, purpose, new Move(wanted.reason(), owner(wanted.holder()), owner(wanted.to())));
    }

    private static @Nullable KeyOwner owner(@Nullable UUID person) {
        return person == null ? null : new KeyOwner(person);
    }

    /**
     * A page.
     *
     * @param members who works in the teams, as far as is known here
     * @param more whether there may be another page
     */
    record PageAnswer(List<TaskAnswer> tasks, List<TeamQueue.Member> members, boolean more) {

        static PageAnswer of(TeamQueue.Page page) {
            return new PageAnswer(page.tasks().stream().map(TaskAnswer::of).toList(), page.members(), page.more());
        }
    }

    /**
     * A task of the team.
     *
     * @param id for moving it; whoever works on it may know it by another
     * @param state {@code open} or {@code held}
     * @param priority 1 goes first, 5 last
     * @param holder who works on it now; null for nobody
     * @param keptFor whom it is kept for before others may take it; null for nobody
     * @param returned how often a reviewer sent it back
     * @param skips why it was passed over: no-face, wrong-face, unusable or own
     */
    record TaskAnswer(
            UUID id,
            UUID team,
            String purpose,
            String state,
            boolean secondLook,
            Instant due,
            int priority,
            @Nullable UUID holder,
            @Nullable Instant heldSince,
            @Nullable UUID keptFor,
            int returned,
            List<String> skips) {

        static TaskAnswer of(TeamTask task) {
            return new TaskAnswer(
                    task.ticket().task(),
                    task.ticket().team(),
                    task.project().purpose().id(),
                    task.held() ? "held" : "open",
                    task.secondLook(),
                    task.due(),
                    task.priority(),
                    task.holder(),
                    task.heldSince(),
                    task.keptFor(),
                    task.returned(),
                    task.skips());
        }
    }

    /**
     * Where a task is to go.
     *
     * @param holder who holds it as the list said; null for nobody
     * @param to which member of the team it is kept for; null for whoever takes it next
     */
    record Wanted(
            @Nullable MoveReason reason,
            @Nullable UUID holder,
            @Nullable UUID to) {}
}
