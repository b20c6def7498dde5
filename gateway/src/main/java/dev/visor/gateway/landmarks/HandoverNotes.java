package dev.visor.gateway.landmarks;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Views;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Notes that are left with tasks given back, and for whom each is.
 *
 * <p>A note goes the way of the draft that it was left with: to whoever takes the task next, in the same look at it, until something
 * was handed in. Where several place points on one view, each begins with their own alone, and so nobody reads what another left.
 */
@Component
class HandoverNotes {

    /** In UTF-16 units, as Java and JavaScript count. */
    static final int LONGEST = 500;

    private final HandoverNoteRepository notes;
    private final AnnotationRepository annotations;
    private final Copies copies;
    private final Recusals recusals;
    private final Views views;
    private final Vault vault;
    private final TenantTransactions transactions;

    HandoverNotes(
            HandoverNoteRepository notes,
            AnnotationRepository annotations,
            Copies copies,
            Recusals recusals,
            Views views,
            Vault vault,
            TenantTransactions transactions) {
        this.notes = notes;
        this.annotations = annotations;
        this.copies = copies;
        this.recusals = recusals;
        this.views = views;
        this.vault = vault;
        this.transactions = transactions;
    }

    /**
     * The words as they are kept.
     *
     * @return null where nothing is left to say
     * @throws Refused (400) {@code bad-note} if it is blank or too long
     */
    static @Nullable String checked(@Nullable String words) {
        if (words == null) {
            return null;
        }
        String kept = words.strip();
        if (kept.isEmpty() || kept.length() > LONGEST) {
            throw Refused.badRequest("bad-note", "A note has 1 to " + LONGEST + " characters; leave it out for none.");
        }
        return kept;
    }

    /** Seals a note under the person on the view. */
    ObjectRef seal(Held held, KeyOwner subject, String words) {
        return vault.seal(
                held.task().tenant(), ObjectKind.ANNOTATION, Set.of(subject), words.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps a sealed note, in the transaction that gives its task back. */
    void keep(Held held, KeyOwner subject, UUID id, KeyOwner author, ObjectRef sealed, Receipt receipt, Instant now) {
        views.requireStill(held.view(), subject);
        notes.save(new HandoverNote(id, held.task(), author, sealed, receipt.record(), now));
    }

    /** What this person is to read before going on with a task. */
    Optional<HandoverNote> waiting(Held held, KeyOwner reader) {
        Task task = held.task();
        Set<UUID> recused = recusals.of(task.tenant(), views.subject(held.view()));
        return transactions.inTenant(task.tenant(), () -> {
            boolean alone = !task.isLookedAtAgain() && copies.several(task.view());
            Instant handedIn = handedIn(task);
            return notes.findByTaskOrderByCreatedDesc(task.id()).stream()
                    .filter(note -> note.look() == task.look() && note.created().isAfter(handedIn))
                    .filter(note -> !alone || note.author().equals(reader))
                    .filter(note -> !recused.contains(note.author().value()))
                    .findFirst();
        });
    }

    /** When something was handed in last; the beginning of time where nothing was. */
    private Instant handedIn(Task task) {
        return annotations.findByTaskInAndKindOrderByCreatedDesc(List.of(task.id()), Annotation.SUBMISSION).stream()
                .findFirst()
                .map(Annotation::created)
                .orElse(Instant.MIN);
    }

    /** Opens one under a receipt that names it. */
    String open(HandoverNote note, Receipt receipt) {
        try (Vault.Opened words = vault.open(note.object(), receipt)) {
            return new String(words.bytes(), StandardCharsets.UTF_8);
        }
    }
}
