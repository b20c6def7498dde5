package dev.visor.gateway.views;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Budgets: how they stand and their release for the compliance officer, how large they are for the client. */
@RestController
@RequestMapping("/api/v1")
class BudgetController {

    private final BudgetDesk desk;

    BudgetController(BudgetDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/budgets")
    @Guarded(Act.BUDGET_READ)
    List<BudgetAnswer> list(Caller caller) {
        return desk.list(caller).stream().map(BudgetAnswer::of).toList();
    }

    @PostMapping("/budgets/{id}/release")
    @Guarded(Act.BUDGET_RELEASE)
    BudgetAnswer release(Caller caller, @PathVariable UUID id, @Valid @RequestBody Release wanted) {
        return BudgetAnswer.of(desk.release(caller, id, wanted.reason()));
    }

    @GetMapping("/projects/{project}/budgets")
    @Guarded(Act.PROJECT_READ)
    LimitsAnswer limits(Caller caller, @PathVariable UUID project) {
        return LimitsAnswer.of(desk.limits(caller, project));
    }

    @PostMapping("/projects/{project}/budgets")
    @Guarded(Act.BUDGET_SET)
    LimitsAnswer limit(Caller caller, @PathVariable UUID project, @RequestBody WantedLimits wanted) {
        return LimitsAnswer.of(desk.limit(caller, project, wanted.over(desk.defaults())));
    }

    /**
     * A release.
     *
     * @param reason one sentence; it may name somebody, so it prints as nothing
     */
    record Release(@NotNull String reason) {

        @Override
        public String toString() {
            return "Release[]";
        }
    }

    /** How much; what is not given is the installation's default. */
    record WantedLimits(
            @Nullable Long viewsPerHour,
            @Nullable Long personsPerDay,
            @Nullable Long bytesPerDay,
            @Nullable Long offTaskPerHour) {

        BudgetLimits over(BudgetLimits defaults) {
            try {
                return new BudgetLimits(
                        Objects.requireNonNullElse(viewsPerHour, defaults.views()),
                        Objects.requireNonNullElse(personsPerDay, defaults.subjects()),
                        Objects.requireNonNullElse(bytesPerDay, defaults.bytes()),
                        Objects.requireNonNullElse(offTaskPerHour, defaults.offTask()));
            } catch (IllegalArgumentException e) {
                throw Refused.badRequest("bad-budget", e.getMessage() + ".");
            }
        }
    }

    /**
     * How much.
     *
     * @param own whether the client said so; otherwise it follows from the project's pace and the installation's defaults
     */
    record LimitsAnswer(long viewsPerHour, long personsPerDay, long bytesPerDay, long offTaskPerHour, boolean own) {

        static LimitsAnswer of(BudgetDesk.Stated stated) {
            BudgetLimits limits = stated.limits();
            return new LimitsAnswer(limits.views(), limits.subjects(), limits.bytes(), limits.offTask(), stated.own());
        }
    }

    /**
     * One budget of one annotator in one window.
     *
     * @param annotator the name where it can be opened, else the label
     * @param label what the annotator's records stand under
     * @param kind {@code views}, {@code subjects}, {@code bytes} or {@code off-task}
     * @param most with what was released
     * @param warned from four fifths on
     * @param running whether the window runs now
     * @param stoppedAt when more was asked for than there was; null if never
     * @param release the record of the release; null where there is none
     */
    record BudgetAnswer(
            UUID id,
            String annotator,
            String label,
            UUID project,
            String projectName,
            String kind,
            long used,
            long most,
            boolean warned,
            boolean running,
            Instant begins,
            Instant frees,
            @Nullable Instant stoppedAt,
            @Nullable UUID release) {

        static BudgetAnswer of(BudgetDesk.Shown shown) {
            BudgetUse use = shown.use();
            String name = shown.annotator().name();
            return new BudgetAnswer(
                    use.id(),
                    name == null ? shown.annotator().label() : name,
                    shown.annotator().label(),
                    use.project(),
                    shown.project().name(),
                    use.kind().label(),
                    use.used(),
                    shown.most(),
                    BudgetStanding.warns(use.used(), shown.most()),
                    shown.running(),
                    use.begins(),
                    use.ends(),
                    use.stopped(),
                    use.release());
        }
    }
}
