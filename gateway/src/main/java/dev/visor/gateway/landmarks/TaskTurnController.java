package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whose turn it is with a task: passing it over, and taking back what was just handed in. */
@RestController
@RequestMapping("/api/v1/tasks/{id}")
class TaskTurnController {

    private static final String PURPOSE = "Visor-Purpose";

    private final Skips skips;
    private final Reopening reopening;

    TaskTurnController(Skips skips, Reopening reopening) {
        this.skips = skips;
        this.reopening = reopening;
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

    /**
     * Why a task is passed over.
     *
     * @param reason one of a closed set, so that no record holds what it is about
     */
    record Skip(@Nullable SkipReason reason) {}
}
