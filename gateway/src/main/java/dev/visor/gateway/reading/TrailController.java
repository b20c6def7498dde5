package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.trail.RecordProof;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.trail.TrailSearch.Ended;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The officer's side. A pseudonym comes in a body, never in an address that logs keep. */
@RestController
@RequestMapping("/api/v1/trail")
class TrailController {

    private final Questions questions;

    TrailController(Questions questions) {
        this.questions = questions;
    }

    @GetMapping
    @Guarded(Act.TRAIL_READ)
    LogAnswer log(Caller caller) {
        return new LogAnswer(questions.origin(caller));
    }

    @PostMapping("/questions")
    @Guarded(Act.TRAIL_QUERY)
    List<RecordAnswer> about(Caller caller, @Valid @RequestBody Question question) {
        return questions.about(caller, question.pseudonym(), question.after()).stream()
                .map(RecordAnswer::of)
                .toList();
    }

    @GetMapping("/records")
    @Guarded(Act.TRAIL_QUERY)
    List<RecordAnswer> newest(Caller caller, @RequestParam(defaultValue = "9223372036854775807") long before) {
        return questions.newest(caller, before).stream().map(RecordAnswer::of).toList();
    }

    @GetMapping("/records/{id}")
    @Guarded(Act.TRAIL_QUERY)
    RecordAnswer record(Caller caller, @PathVariable UUID id) {
        Questions.Told told = questions.record(caller, id);
        return RecordAnswer.opened(told.record(), told.ended());
    }

    @GetMapping("/records/{id}/proof")
    @Guarded(Act.TRAIL_PROVE)
    RecordProof proof(Caller caller, @PathVariable UUID id) {
        return questions.proof(caller, id);
    }

    /**
     * Who saw this face?
     *
     * @param after the last number of the person's chain already seen, 0 to begin
     */
    record Question(@NotNull String pseudonym, long after) {

        @Override
        public String toString() {
            return "Question[]";
        }
    }

    record LogAnswer(String origin) {}

    /**
     * One record.
     *
     * @param actor the actor's name where it can be opened, else the label
     * @param label the actor's label, which finds everything that the actor did
     * @param sealed what is sealed in it and could be opened, such as what was decided from; only of a record that is asked for alone
     * @param ended how an intent ended, and the record that says so; null where it is not known
     */
    record RecordAnswer(
            UUID id,
            long position,
            long number,
            Instant time,
            String action,
            String sentence,
            @Nullable String actor,
            String label,
            String role,
            String purpose,
            String basis,
            List<String> objects,
            Map<String, String> facts,
            Map<String, String> sealed,
            @Nullable UUID intent,
            @Nullable String outcome,
            @Nullable Ended ended,
            @Nullable Long index) {

        static RecordAnswer of(TrailRecord record) {
            return of(record, null);
        }

        static RecordAnswer of(TrailRecord record, @Nullable Ended ended) {
            return of(record, Map.of(), ended);
        }

        static RecordAnswer opened(TrailRecord record, @Nullable Ended ended) {
            return of(record, record.sealed(), ended);
        }

        private static RecordAnswer of(TrailRecord record, Map<String, String> sealed, @Nullable Ended ended) {
            return new RecordAnswer(
                    record.id(),
                    record.position(),
                    record.personal(),
                    record.time(),
                    record.action(),
                    record.sentence(),
                    record.actorName() == null ? record.actor() : record.actorName(),
                    record.actor(),
                    record.role(),
                    record.purpose(),
                    record.basis(),
                    record.objects().stream().map(ObjectLabel::value).toList(),
                    record.facts(),
                    sealed,
                    record.intent(),
                    record.outcome(),
                    ended,
                    record.index());
        }
    }
}
