package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.landmarks.codes.Disagreement;
import dev.visor.gateway.landmarks.codes.FaceCodes;
import dev.visor.gateway.landmarks.codes.SentAttribute;
import dev.visor.gateway.landmarks.codes.SentCodes;
import dev.visor.gateway.landmarks.codes.SentUnit;
import dev.visor.gateway.projects.codes.Expression;
import dev.visor.policies.Act;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Action units, expression and attributes of a task's face. They are sent with its points, in drafts and submissions. */
@RestController
@RequestMapping("/api/v1/tasks/{id}/codes")
class CodesController {

    private static final String PURPOSE = "Visor-Purpose";

    private final FaceCoding coding;

    CodesController(FaceCoding coding) {
        this.coding = coding;
    }

    @GetMapping
    @Guarded(Act.TASK_WORK)
    CodesAnswer read(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String schema) {
        return CodesAnswer.of(coding.standing(caller, id, purpose, schema));
    }

    /** Says what the table has against these codes, and keeps nothing. */
    @PostMapping("/check")
    @Guarded(Act.TASK_WORK)
    CheckAnswer check(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = PURPOSE, required = false) @Nullable String purpose,
            @RequestParam(required = false) @Nullable String schema,
            @RequestBody SentCodes sent) {
        return new CheckAnswer(coding.check(caller, id, purpose, schema, sent).stream()
                .map(DisagreementAnswer::of)
                .toList());
    }

    /**
     * Codes as they stand, in the form in which they are sent.
     *
     * @param version of which version; null where nobody has worked on the face
     */
    record CodesAnswer(
            @Nullable Integer version,
            List<SentUnit> actionUnits,
            boolean restAbsent,
            @Nullable String expression,
            List<SentAttribute> attributes,
            List<DisagreementAnswer> disagreements) {

        static CodesAnswer of(FaceCoding.Standing standing) {
            FaceCodes codes = standing.codes();
            if (codes == null) {
                return new CodesAnswer(standing.version(), List.of(), false, null, List.of(), List.of());
            }
            Expression said = codes.expression();
            return new CodesAnswer(
                    standing.version(),
                    codes.units().stream().map(SentUnit::of).toList(),
                    codes.restAbsent(),
                    said == null ? null : said.label(),
                    codes.attributes().stream().map(SentAttribute::of).toList(),
                    codes.disagreements().stream().map(DisagreementAnswer::of).toList());
        }

        @Override
        public String toString() {
            return "CodesAnswer[]";
        }
    }

    record CheckAnswer(List<DisagreementAnswer> disagreements) {}

    /**
     * A finding about a version.
     *
     * @param severity {@code info} or {@code warning}; none blocks
     * @param units the numbers of the action units that it rests on
     * @param expected what the table reads instead; none where it reads nothing
     */
    record DisagreementAnswer(
            String severity, String reason, String sentence, List<Integer> units, List<Expression> expected) {

        static DisagreementAnswer of(Disagreement found) {
            return new DisagreementAnswer(
                    found.severity().label(), found.reason(), found.sentence(), found.units(), found.expected());
        }

        @Override
        public String toString() {
            return "DisagreementAnswer[]";
        }
    }
}
