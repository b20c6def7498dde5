package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.views.Concern;
import dev.visor.gateway.views.Views;
import dev.visor.gateway.views.Withholding;
import dev.visor.policies.Act;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** An annotator's word that a view shows what it should not. */
@Service
class Reports {

    private final Tasks tasks;
    private final Views views;
    private final Withholding withholding;
    private final Gate gate;
    private final Failures failures;
    private final Clock clock;

    Reports(Tasks tasks, Views views, Withholding withholding, Gate gate, Failures failures, Clock clock) {
        this.tasks = tasks;
        this.views = views;
        this.withholding = withholding;
        this.gate = gate;
        this.failures = failures;
        this.clock = clock;
    }

    /** Records the report, then takes the view from everybody, the reporter included; the task ends with it. */
    void report(Caller caller, UUID task, @Nullable String purpose, @Nullable Concern concern) {
        if (concern == null) {
            throw Refused.badRequest("concern-missing", "Say what you saw that should not be there.");
        }
        Held held = tasks.find(caller, task);
        try {
            Receipt receipt = gate.pass(
                    caller,
                    Act.VIEW_REPORT,
                    views.resource(held.view(), held.project(), held.task().holder(clock.instant())),
                    tasks.circumstances(caller, held.project(), purpose),
                    "view.report",
                    entry -> views.about(entry, held.view())
                            .on(held.task().label())
                            .with("concern", concern.label()));
            withhold(caller, held, concern, receipt);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private void withhold(Caller caller, Held held, Concern concern, Receipt receipt) {
        try {
            withholding.withhold(held.view(), concern, receipt);
        } catch (RuntimeException e) {
            failures.record(receipt, caller.as(receipt), held, e);
            throw e;
        }
    }
}
