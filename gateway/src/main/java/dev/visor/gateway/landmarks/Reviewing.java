package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.policies.Role;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A senior reviewer's word on what somebody else handed in. Mending it is handing in a version of one's own, which {@link Versions}
 * takes; accepting and returning are said here.
 */
@Service
class Reviewing {

    private final Tasks tasks;
    private final TaskRepository rows;
    private final Versions versions;
    private final PointCommentRepository comments;
    private final SecondLooks looks;
    private final WorkforceQueue queue;
    private final Views views;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Failures failures;
    private final Clock clock;

    Reviewing(
            Tasks tasks,
            TaskRepository rows,
            Versions versions,
            PointCommentRepository comments,
            SecondLooks looks,
            WorkforceQueue queue,
            Views views,
            TenantTransactions transactions,
            Gate gate,
            Failures failures,
            Clock clock) {
        this.tasks = tasks;
        this.rows = rows;
        this.versions = versions;
        this.comments = comments;
        this.looks = looks;
        this.queue = queue;
        this.views = views;
        this.transactions = transactions;
        this.gate = gate;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Records a verdict, then has the task go where it says.
     *
     * @param version which version was looked at
     * @throws Refused (409) {@code no-second-look} if the task's points are being placed, {@code stale-version} if another version
     *     is the newest one handed in, {@code remark-missing} if it is returned without a remark of the reviewer's
     */
    void say(Caller caller, UUID id, @Nullable String purpose, @Nullable Verdict verdict, @Nullable Integer version) {
        if (verdict == null || version == null) {
            throw Refused.badRequest(
                    "bad-verdict", "Say accepted or returned, and of which version; to mend it, hand in your own.");
        }
        if (!caller.is(Role.SENIOR_REVIEWER)) {
            throw Refused.forbidden("forbidden", "Only senior reviewers say what becomes of others' work.");
        }
        Held held = tasks.find(caller, id);
        try {
            if (saidBefore(caller, held, verdict, version)) {
                return;
            }
            Resource.View resource = check(caller, held, purpose);
            require(caller, held, verdict, version);
            Receipt receipt = gate.pass(
                    caller,
                    Act.ANNOTATION_SUBMIT,
                    resource,
                    tasks.circumstances(caller, held.project(), purpose),
                    verdict == Verdict.RETURNED ? "annotation.return" : "annotation.accept",
                    entry -> views.about(entry, held.view())
                            .on(held.task().label())
                            .with("version", Integer.toString(version)));
            keep(caller, held, verdict, version, receipt);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /** The same word again, whose answer was lost: it was taken, and nothing is said or opened a second time. */
    private boolean saidBefore(Caller caller, Held held, Verdict verdict, int version) {
        Task task = held.task();
        return !caller.id().equals(task.holder(clock.instant()))
                && transactions.inTenant(task.tenant(), () -> looks.said(task, version, verdict, caller.id()));
    }

    /** Refuses what would be refused to whoever handed something in on this task now. */
    void requireStanding(Caller caller, UUID id, @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            check(caller, held, purpose);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private Resource.View check(Caller caller, Held held, @Nullable String purpose) {
        Resource.View resource =
                views.resource(held.view(), held.project(), held.task().holder(clock.instant()));
        gate.check(caller, Act.ANNOTATION_SUBMIT, resource, tasks.circumstances(caller, held.project(), purpose));
        return resource;
    }

    private void keep(Caller caller, Held held, Verdict verdict, int version, Receipt receipt) {
        try {
            transactions.runInTenant(held.task().tenant(), () -> {
                Task now = rows.lock(held.task().id()).orElseThrow(Refused::notFound);
                now.requireHeldBy(caller.id(), clock.instant());
                Annotation looked = require(caller, new Held(now, held.view(), held.project()), verdict, version);
                looks.keep(now, version, verdict, caller.id(), receipt.record(), clock.instant());
                if (verdict == Verdict.RETURNED) {
                    now.placeAnew();
                    looks.giveBack(now, looked.author(), clock.instant());
                } else {
                    now.become(TaskState.SUBMITTED);
                    queue.mark(now, "done");
                }
                rows.save(now);
            });
        } catch (RuntimeException e) {
            failures.record(receipt, caller.as(receipt), held, e);
            throw e;
        }
    }

    private Annotation require(Caller caller, Held held, Verdict verdict, int version) {
        Task task = held.task();
        return transactions.inTenant(task.tenant(), () -> {
            Annotation newest = versions.handedIn(task);
            if (newest.version() != version) {
                throw Refused.conflict(
                        "stale-version",
                        "Version " + newest.version() + " was handed in, not " + version + ": look at that one.");
            }
            if (verdict == Verdict.RETURNED && !hasRemark(task, caller, newest)) {
                throw Refused.conflict(
                        "remark-missing",
                        "Pin at least one remark to a point, so that its author knows what to change.");
            }
            return newest;
        });
    }

    private boolean hasRemark(Task task, Caller caller, Annotation since) {
        return comments.findByTaskOrderByCreated(task.id()).stream()
                .anyMatch(comment -> comment.author().equals(caller.id())
                        && comment.created().isAfter(since.created()));
    }
}
