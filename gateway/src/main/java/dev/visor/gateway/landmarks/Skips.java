package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.views.Concern;
import dev.visor.gateway.views.Views;
import dev.visor.gateway.views.Withholding;
import dev.visor.policies.Act;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Passing a task over. What is wrong with the picture is withheld for the client's redaction officer to decide; what is hard to
 * look at goes to a colleague, and never comes back to whoever skipped it.
 */
@Service
class Skips {

    private final Tasks tasks;
    private final Views views;
    private final Withholding withholding;
    private final Gate gate;
    private final Failures failures;
    private final SecondLooks looks;
    private final KeptTurns turns;
    private final Clock clock;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;

    Skips(
            Tasks tasks,
            Views views,
            Withholding withholding,
            Gate gate,
            Failures failures,
            SecondLooks looks,
            KeptTurns turns,
            Clock clock,
            TenantTransactions transactions,
            JdbcClient jdbc) {
        this.tasks = tasks;
        this.views = views;
        this.withholding = withholding;
        this.gate = gate;
        this.failures = failures;
        this.looks = looks;
        this.turns = turns;
        this.clock = clock;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** Records it, then hands the task on to whom the reason says. */
    void skip(Caller caller, UUID id, @Nullable String purpose, @Nullable SkipReason reason) {
        if (reason == null) {
            throw Refused.badRequest(
                    "reason-missing", "Say why you skip it: no-face, wrong-face, unusable or distress.");
        }
        Held held = tasks.find(caller, id);
        try {
            Receipt receipt = gate.pass(
                    caller,
                    Act.TASK_WORK,
                    tasks.resource(held),
                    tasks.circumstances(caller, held.project(), purpose),
                    "task.skip",
                    entry -> views.about(entry, held.view())
                            .on(held.task().label())
                            .with("reason", reason.told()));
            handOn(caller, held, reason, receipt);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private void handOn(Caller caller, Held held, SkipReason reason, Receipt receipt) {
        Optional<Concern> concern = reason.concern();
        try {
            if (concern.isPresent()) {
                withholding.withhold(held.view(), concern.get(), receipt);
            } else {
                transactions.runInTenant(held.task().tenant(), () -> {
                    tasks.reopen(caller, held);
                    keep(held.task(), caller.id());
                    looks.remember(held.task(), caller.id());
                    turns.free(held.task());
                });
            }
            transactions.runInTenant(held.task().tenant(), () -> remember(held.task(), reason, receipt));
        } catch (RuntimeException e) {
            failures.record(receipt, caller.as(receipt), held, e);
            throw e;
        }
    }

    private void remember(Task task, SkipReason reason, Receipt receipt) {
        jdbc.sql("insert into skipped_task (id, tenant, task, reason, record, created) values (?, ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        task.tenant().value(),
                        task.id(),
                        reason.told(),
                        receipt.record(),
                        Timestamp.from(clock.instant()))
                .update();
    }

    private void keep(Task task, KeyOwner annotator) {
        jdbc.sql("insert into kept_ticket (task, tenant, annotator) values (?, ?, ?) on conflict do nothing")
                .params(task.id(), task.tenant().value(), annotator.value())
                .update();
    }
}
