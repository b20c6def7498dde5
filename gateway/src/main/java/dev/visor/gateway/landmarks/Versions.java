package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.Views;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The rows of a task's versions: which is the newest, and how one is added while others come at once. */
@Component
class Versions {

    private final AnnotationRepository annotations;
    private final TaskRepository tasks;
    private final WorkforceQueue queue;
    private final Recusals recusals;
    private final Copies copies;
    private final SecondLooks looks;
    private final Views views;
    private final TenantTransactions transactions;
    private final Clock clock;

    Versions(
            AnnotationRepository annotations,
            TaskRepository tasks,
            WorkforceQueue queue,
            Recusals recusals,
            Copies copies,
            SecondLooks looks,
            Views views,
            TenantTransactions transactions,
            Clock clock) {
        this.annotations = annotations;
        this.tasks = tasks;
        this.queue = queue;
        this.recusals = recusals;
        this.copies = copies;
        this.looks = looks;
        this.views = views;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Where this person begins. What somebody placed who turned out to know the person on the view is not where others begin; and
     * where several place points on one view, each begins with their own alone. A second look begins with what was handed in, and what was
     * returned with what its author had placed, not with what the reviewer tried.
     */
    Optional<Annotation> newest(Held held, KeyOwner reader) {
        Set<UUID> recused = recusals.of(held.task().tenant(), views.subject(held.view()));
        return transactions.inTenant(held.task().tenant(), () -> {
            boolean again = held.task().isLookedAtAgain();
            boolean alone = !again && copies.several(held.view().id());
            Set<UUID> reviewers = again ? Set.of() : looks.reviewers(held.task());
            return annotations.findByTaskIn(List.of(held.task().id())).stream()
                    .filter(version -> !recused.contains(version.author().value()))
                    .filter(version -> !alone || version.author().equals(reader))
                    .filter(version -> !reviewers.contains(version.author().value()))
                    .max(Comparator.comparingInt(Annotation::version));
        });
    }

    /**
     * What is to be looked at again. To be called in a transaction of the task's tenant.
     *
     * @throws Refused (409) {@code no-second-look} if the task's points are being placed
     */
    Annotation handedIn(Task task) {
        if (!task.isLookedAtAgain()) {
            throw Refused.conflict(
                    "no-second-look", "This task's points are being placed: hand them in, or give it back.");
        }
        return annotations.findByTaskIn(List.of(task.id())).stream()
                .filter(Annotation::submitted)
                .max(Comparator.comparingInt(Annotation::version))
                .orElseThrow(Refused::notFound);
    }

    /** What the author saved under this name before. */
    Optional<Annotation> saved(Task task, KeyOwner author, Saving saving) {
        UUID id = saving.id();
        return id == null
                ? Optional.empty()
                : transactions.inTenant(
                        task.tenant(), () -> annotations.findByTaskAndAuthorAndSave(task.id(), author.value(), id));
    }

    /**
     * Adds a version. Two that come at once, a double click, follow one another on the task's row.
     *
     * @return what was saved under this name already where the same came twice
     * @throws Refused (409) {@code stale-version} if there is a version that the author's program did not know of
     */
    Annotation add(Held held, Draft draft, Saving saving, boolean submit) {
        Task task = held.task();
        return transactions.inTenant(task.tenant(), () -> {
            Task now = tasks.lock(task.id()).orElseThrow(Refused::notFound);
            Optional<Annotation> before = saved(now, draft.author, saving);
            if (before.isPresent()) {
                return before.get();
            }
            now.requireHeldBy(draft.author, clock.instant());
            views.requireStill(held.view(), draft.subject);
            Optional<Annotation> begun = newest(held, draft.author);
            requireKnown(begun, saving);
            int version = annotations
                    .findFirstByTaskOrderByVersionDesc(task.id())
                    .map(Annotation::version)
                    .orElse(0);
            if (now.wantsSecondLook()) {
                looks.remember(now, draft.author);
            }
            if (submit) {
                handIn(now, version + 1, draft);
            }
            return annotations.save(new Annotation(
                    draft.id,
                    now,
                    version + 1,
                    draft.schemaVersion,
                    submit ? Annotation.SUBMISSION : Annotation.DRAFT,
                    draft.author,
                    draft.sealed,
                    draft.findings,
                    draft.receipt.record(),
                    saving.id(),
                    begun.map(Annotation::id).orElse(null),
                    clock.instant()));
        });
    }

    private void handIn(Task task, int version, Draft draft) {
        if (task.wantsSecondLook()) {
            task.awaitSecondLook();
            looks.open(task);
        } else {
            if (task.isLookedAtAgain()) {
                looks.keep(task, version, Verdict.FIXED, draft.author, draft.receipt.record(), clock.instant());
            }
            task.become(TaskState.SUBMITTED);
            queue.mark(task, "done");
        }
        tasks.save(task);
    }

    private static void requireKnown(Optional<Annotation> begun, Saving saving) {
        int newest = begun.map(Annotation::version).orElse(0);
        if (saving.after() != null && saving.after() != newest) {
            throw Refused.conflict(
                    "stale-version",
                    "Version " + newest + " is the newest, not " + saving.after()
                            + ": fetch the points before you go on.");
        }
    }

    /**
     * A version on its way in.
     *
     * @param subject whose face it is about
     * @param schemaVersion the version of the project's schema that the points are counted by
     * @param sealed the points, sealed already
     * @param findings what looks wrong about them, sealed already
     */
    record Draft(
            UUID id,
            KeyOwner author,
            KeyOwner subject,
            int schemaVersion,
            ObjectRef sealed,
            KeptFindings findings,
            Receipt receipt) {}
}
