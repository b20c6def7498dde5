package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.projects.Guidelines;
import dev.visor.policies.Act;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What whoever holds a task is told about the work. */
@RestController
class TaskGuidelineController {

    private final Tasks tasks;
    private final Guidelines guidelines;
    private final Gate gate;

    TaskGuidelineController(Tasks tasks, Guidelines guidelines, Gate gate) {
        this.tasks = tasks;
        this.guidelines = guidelines;
        this.gate = gate;
    }

    @GetMapping("/api/v1/tasks/{id}/guideline")
    @Guarded(Act.TASK_WORK)
    Guidelines.Shown read(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Visor-Purpose", required = false) @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            gate.check(
                    caller, Act.TASK_WORK, tasks.resource(held), tasks.circumstances(caller, held.project(), purpose));
            return guidelines.shown(held.project(), held.task().guidelineVersion());
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }
}
