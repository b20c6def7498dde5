package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Giving a task back, with a note for whoever takes it next, and reading such a note. The draft stays with the task: {@link Versions}
 * says for whom it is.
 */
@Service
class Handovers {

    private final Tasks tasks;
    private final HandoverNotes notes;
    private final KeptTurns turns;
    private final Views views;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Failures failures;
    private final Clock clock;

    Handovers(
            Tasks tasks,
            HandoverNotes notes,
            KeptTurns turns,
            Views views,
            TenantTransactions transactions,
            Gate gate,
            Failures failures,
            Clock clock) {
        this.tasks = tasks;
        this.notes = notes;
        this.turns = turns;
        this.views = views;
        this.transactions = transactions;
        this.gate = gate;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Records it, then puts a task back into the queue.
     *
     * @param note what the next one should know; null for nothing
     */
    void release(Caller caller, UUID id, @Nullable String purpose, @Nullable String note) {
        String words = HandoverNotes.checked(note);
        Held held = tasks.find(caller, id);
        try {
            UUID left = UUID.randomUUID();
            Receipt receipt = pass(caller, held, purpose, "task.release", entry -> {
                if (words != null) {
                    entry.on(HandoverNote.label(left));
                }
            });
            giveBack(caller, held, left, words, receipt);
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private void giveBack(Caller caller, Held held, UUID left, @Nullable String words, Receipt receipt) {
        try {
            KeyOwner subject = views.subject(held.view());
            ObjectRef sealed = words == null ? null : notes.seal(held, subject, words);
            transactions.runInTenant(held.task().tenant(), () -> {
                tasks.reopen(caller, held);
                turns.free(held.task());
                if (sealed != null) {
                    notes.keep(held, subject, left, caller.id(), sealed, receipt, clock.instant());
                }
            });
        } catch (RuntimeException e) {
            failures.record(receipt, caller.as(receipt), held, e);
            throw e;
        }
    }

    /** Whether something was left to be read by this person, who holds the task. */
    boolean noted(Caller caller, Held held) {
        return notes.waiting(held, caller.id()).isPresent();
    }

    /**
     * What was left with a task for whoever holds it now.
     *
     * @return nothing, and no record, where nothing was
     */
    Optional<Note> note(Caller caller, UUID id, @Nullable String purpose) {
        Held held = tasks.find(caller, id);
        try {
            gate.check(
                    caller, Act.TASK_WORK, tasks.resource(held), tasks.circumstances(caller, held.project(), purpose));
            return notes.waiting(held, caller.id()).map(note -> open(caller, held, purpose, note));
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    private Note open(Caller caller, Held held, @Nullable String purpose, HandoverNote note) {
        Receipt receipt = pass(
                caller,
                held,
                purpose,
                "note.open",
                entry -> entry.on(note.label(), note.object().label()));
        return new Note(notes.open(note, receipt), note.created());
    }

    private Receipt pass(Caller caller, Held held, @Nullable String purpose, String action, Consumer<Entry> facts) {
        return gate.pass(
                caller,
                Act.TASK_WORK,
                tasks.resource(held),
                tasks.circumstances(caller, held.project(), purpose),
                action,
                entry -> facts.accept(
                        views.about(entry, held.view()).on(held.task().label())));
    }

    /**
     * A note with its words. Who left it is not said.
     *
     * @param text opened; never printed
     */
    record Note(String text, Instant left) {

        @Override
        public String toString() {
            return "Note[" + left + "]";
        }
    }
}
