package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whose turn it is with a task: giving it back, passing it over, taking back what was just handed in, and saying what came of a second
 * look.
 */
@RestController
@RequestMapping("/api/v1/tasks/{id}")
class TaskTurnController {

    private static final String PURPOSE = "Visor-Purpose";

    private final Handovers handovers;
    private final Skips skips;
    private final Reopening reopening;
    private final Reviewing reviewing;

    TaskTurnController(Handovers handovers, Skips skips, Reopening reopening, Reviewing reviewing) {
        this.handovers = handovers;
        this.skips = skips;
        this.reopening = reopening;
        this.reviewing = reviewing;
    }

    @PostMapping("/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.TASK_WORK)
    void release(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestBody(required = false) @Nullable Release sent) {
        handovers.release(caller, id, purpose, sent == null ? null : sent.note());
    }

    /** What whoever gave the task back left to say; nothing (204) where nothing was, or it is not for this person. */
    @GetMapping("/note")
    @Guarded(Act.TASK_WORK)
    ResponseEntity<NoteAnswer> note(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose) {
        return handovers
                .note(caller, id, purpose)
                .map(note -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new NoteAnswer(note.text(), note.left())))
                .orElseGet(() -> ResponseEntity.noContent().build());
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
     * A task is given back.
     *
     * @param note what the next one should know, 1 to 500 characters; null for nothing
     */
    record Release(@Nullable String note) {

        @Override
        public String toString() {
            return "Release[]";
        }
    }

    /**
     * What was left with a task.
     *
     * @param left when
     */
    record NoteAnswer(String text, Instant left) {

        @Override
        public String toString() {
            return "NoteAnswer[" + left + "]";
        }
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
