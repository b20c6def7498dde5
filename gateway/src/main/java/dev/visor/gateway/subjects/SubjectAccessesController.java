package dev.visor.gateway.subjects;

import dev.visor.audit.report.AccessKind;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was done about one person. The pseudonym comes in the body; an address may hold the identifier. */
@RestController
@RequestMapping("/api/v1/subjects")
class SubjectAccessesController {

    private final SubjectAccesses accesses;

    SubjectAccessesController(SubjectAccesses accesses) {
        this.accesses = accesses;
    }

    @PostMapping("/accesses")
    @Guarded(Act.TRAIL_QUERY)
    AccessesAnswer accesses(Caller caller, @Valid @RequestBody WantedAccesses wanted) {
        SubjectAccesses.Page page = accesses.page(
                caller,
                wanted.pseudonym(),
                wanted.subject(),
                wanted.kind(),
                Objects.requireNonNullElse(wanted.offset(), 0));
        return new AccessesAnswer(
                page.subject().value(),
                Arrays.stream(AccessKind.values())
                        .map(kind -> new KindAnswer(
                                kind.label(),
                                kind.words(),
                                Objects.requireNonNullElse(page.counts().get(kind), 0)))
                        .toList(),
                page.accesses().stream().map(AccessAnswer::of).toList(),
                page.next());
    }

    /**
     * About whom.
     *
     * @param pseudonym the client's own name for the person; or else
     * @param subject the person's identifier
     * @param kind the only kind wanted, such as {@code shown}
     * @param offset the {@code next} of an earlier page
     */
    record WantedAccesses(
            @Nullable @Size(min = 1, max = 200) String pseudonym,
            @Nullable UUID subject,
            @Nullable @Size(max = 50) String kind,
            @Nullable Integer offset) {

        @Override
        public String toString() {
            return "WantedAccesses[]";
        }
    }

    /**
     * How many acts of a kind there are about the person.
     *
     * @param words the kind for readers
     */
    record KindAnswer(String kind, String words, int count) {}

    /**
     * One act.
     *
     * @param actor the actor's name where it can be opened, else the label
     * @param ended how it ended; null where nothing tells
     */
    record AccessAnswer(
            UUID id,
            Instant time,
            String kind,
            String sentence,
            String actor,
            String label,
            String role,
            String purpose,
            String basis,
            @Nullable String ended,
            @Nullable Long index) {

        static AccessAnswer of(SubjectAccesses.Access access) {
            TrailRecord record = access.record();
            return new AccessAnswer(
                    record.id(),
                    record.time(),
                    access.kind().label(),
                    record.sentence(),
                    record.actorName() == null ? record.actor() : record.actorName(),
                    record.actor(),
                    record.role(),
                    record.purpose(),
                    record.basis(),
                    access.ended(),
                    record.index());
        }
    }

    /**
     * A page, newest first.
     *
     * @param kinds all of them, those without an act too
     */
    record AccessesAnswer(
            UUID subject,
            List<KindAnswer> kinds,
            List<AccessAnswer> accesses,
            @Nullable Integer next) {}
}
