package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.policies.Act;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a project's faces are to be worked on. */
@RestController
@RequestMapping("/api/v1/projects/{project}/work-plan")
class WorkPlanController {

    private final WorkPlans plans;

    WorkPlanController(WorkPlans plans) {
        this.plans = plans;
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    WorkPlan read(Caller caller, @PathVariable UUID project) {
        return plans.read(caller, project);
    }

    @PostMapping
    @Guarded(Act.BUDGET_SET)
    WorkPlan set(Caller caller, @PathVariable UUID project, @RequestBody Wanted wanted) {
        return plans.set(caller, project, wanted.plan());
    }

    /** What a client wants; what is not given is as {@link WorkPlan#USUAL}. */
    record Wanted(
            @Nullable Integer copies,
            @Nullable Integer dueDays,
            @Nullable Integer priority,
            @Nullable Boolean secondLook,
            @Nullable Boolean links) {

        WorkPlan plan() {
            try {
                return new WorkPlan(
                        Objects.requireNonNullElse(copies, WorkPlan.USUAL.copies()),
                        Objects.requireNonNullElse(dueDays, WorkPlan.USUAL.dueDays()),
                        Objects.requireNonNullElse(priority, WorkPlan.USUAL.priority()),
                        Boolean.TRUE.equals(secondLook),
                        Boolean.TRUE.equals(links));
            } catch (IllegalArgumentException e) {
                throw Refused.badRequest("bad-plan", e.getMessage() + ".");
            }
        }
    }
}
