package dev.visor.gateway.landmarks;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.landmarks.Tasks.Held;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the people who work on a task say about single points; sealed, because it is about a face. */
@Service
class Comments {

    private static final int LONGEST = 1000;
    private static final int MOST = 40;

    private final PointCommentRepository comments;
    private final Tasks tasks;
    private final Copies copies;
    private final SecondLooks looks;
    private final Views views;
    private final Vault vault;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final CarriedPoints carried;
    private final Clock clock;

    Comments(
            PointCommentRepository comments,
            Tasks tasks,
            Copies copies,
            SecondLooks looks,
            Views views,
            Vault vault,
            TenantTransactions transactions,
            Gate gate,
            CarriedPoints carried,
            Clock clock) {
        this.comments = comments;
        this.tasks = tasks;
        this.copies = copies;
        this.looks = looks;
        this.views = views;
        this.vault = vault;
        this.transactions = transactions;
        this.gate = gate;
        this.carried = carried;
        this.clock = clock;
    }

    /** Says something about a point, or says it anew where the thread exists. */
    Said say(
            Caller caller,
            UUID task,
            @Nullable String purpose,
            @Nullable String schema,
            int point,
            @Nullable UUID thread,
            String text) {
        Held held = tasks.find(caller, task);
        try {
            SchemaNamed.require(held.project(), schema, true);
            check(held, point, thread, text);
            UUID id = UUID.randomUUID();
            pass(caller, held, purpose, "comment.add", entry -> entry.on(ObjectLabel.of("comment", id)));
            KeyOwner subject = views.subject(held.view());
            ObjectRef words = vault.seal(
                    held.task().tenant(),
                    ObjectKind.ANNOTATION,
                    Set.of(subject),
                    text.getBytes(StandardCharsets.UTF_8));
            return transactions.inTenant(held.task().tenant(), () -> {
                views.requireStill(held.view(), subject);
                UUID in = thread == null ? UUID.randomUUID() : thread;
                int version = comments.findFirstByThreadOrderByVersionDesc(in)
                                .map(PointComment::version)
                                .orElse(0)
                        + 1;
                PointComment saved = comments.save(new PointComment(
                        id,
                        held.task(),
                        in,
                        version,
                        point,
                        held.project().schema().ref().version(),
                        caller.id(),
                        words,
                        clock.instant()));
                return new Said(saved, point, text);
            });
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /** The newest version of each thread of a task. */
    List<Said> on(Caller caller, UUID task, @Nullable String purpose) {
        Held held = tasks.find(caller, task);
        try {
            Map<UUID, PointComment> newest = new LinkedHashMap<>();
            said(caller, held).forEach(comment -> newest.put(comment.thread(), comment));
            Collection<PointComment> all = newest.values();
            Receipt receipt = pass(
                    caller,
                    held,
                    purpose,
                    "comment.open",
                    entry -> all.forEach(comment -> entry.on(comment.object().label())));
            List<Said> said = new ArrayList<>();
            for (PointComment comment : all) {
                try (Vault.Opened words = vault.open(comment.object(), receipt)) {
                    said.add(new Said(comment, now(held, comment), new String(words.bytes(), StandardCharsets.UTF_8)));
                }
            }
            return said;
        } catch (Refused refused) {
            throw refused.in(held.task().tenant());
        }
    }

    /** Where several place points on one view, nobody reads what another said of it, but for a reviewer's remarks and a reviewer. */
    private List<PointComment> said(Caller caller, Held held) {
        return transactions.inTenant(held.task().tenant(), () -> {
            boolean alone =
                    !held.task().isLookedAtAgain() && copies.several(held.view().id());
            Set<UUID> reviewers = looks.reviewers(held.task());
            return comments.findByTaskOrderByCreated(held.task().id()).stream()
                    .filter(comment -> !alone
                            || comment.author().equals(caller.id())
                            || reviewers.contains(comment.author().value()))
                    .toList();
        });
    }

    private @Nullable Integer now(Held held, PointComment comment) {
        return carried.now(held.project(), comment.schemaVersion(), comment.point());
    }

    private void check(Held held, int point, @Nullable UUID thread, String text) {
        if (point < 0 || point >= held.project().schema().size()) {
            throw Refused.badRequest("unknown-point", "The schema has no such point.");
        }
        if (text.isBlank() || text.length() > LONGEST) {
            throw Refused.badRequest("bad-text", "A comment has 1 to " + LONGEST + " characters.");
        }
        List<PointComment> there = transactions.inTenant(
                held.task().tenant(),
                () -> comments.findByTaskOrderByCreated(held.task().id()));
        if (thread != null
                && there.stream()
                        .noneMatch(comment -> comment.thread().equals(thread)
                                && Integer.valueOf(point).equals(now(held, comment)))) {
            throw Refused.notFound();
        }
        long threads = there.stream().map(PointComment::thread).distinct().count();
        if (thread == null && threads >= MOST) {
            throw Refused.conflict("too-many-comments", "A task has at most " + MOST + " comments.");
        }
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
     * A comment with its words.
     *
     * @param point the number that its point has now; null where the point is gone or changed since
     * @param text opened; never printed
     */
    record Said(PointComment comment, @Nullable Integer point, String text) {

        @Override
        public String toString() {
            return "Said[" + comment.id() + "]";
        }
    }
}
