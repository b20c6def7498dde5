package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
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

/** Whose turn it is with a task: passing it over, taking back what was just handed in, and saying what came of a second look. */
@RestController
@RequestMapping("/api/v1/tasks/{id}")
class TaskTurnController {

    private static final String PURPOSE = "Visor-Purpose";

    private final Skips skips;
    private final Reopening reopening;
    private final Reviewing reviewing;

    TaskTurnController(Skips skips, Reopening reopening, Reviewing reviewing) {
        this.skips = skips;
        this.reopening = reopening;
        this.reviewing = reviewing;
    }

    @PostMapping("/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.TASK_WORK)
    void skip(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestBody Skip sent) {
        skips.skip(caller, id, purpose, sent.reason());
    }

    @PostMapping("/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.TASK_WORK)
    void reopen(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose) {
        reopening.reopen(caller, id, purpose);
    }

    /** Whether what is placed would still be taken: programs ask while nobody changes anything, and let go of the face if not. */
    @GetMapping("/standing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.ANNOTATION_SUBMIT)
    void standing(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose) {
        reviewing.requireStanding(caller, id, purpose);
    }

    @PostMapping("/verdict")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.ANNOTATION_SUBMIT)
    void verdict(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestBody Said sent) {
        reviewing.say(caller, id, purpose, sent.verdict(), sent.version());
    }

    /**
     * What a reviewer says of what was handed in.
     *
     * @param verdict {@code accepted} or {@code returned}
     * @param version which version was looked at, as {@code Visor-Version} names it
     */
    record Said(@Nullable Verdict verdict, @Nullable Integer version) {}

    /**
     * Why a task is passed over.
     *
     * @param reason one of a closed set, so that no record holds what it is about
     */
    record Skip(@Nullable SkipReason reason) {}
}
