package dev.visor.gateway.findings;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.findings.FindingDesk.Opened;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Findings, for the compliance officer of the tenant whose they are. */
@RestController
@RequestMapping("/api/v1/findings")
class FindingController {

    private final FindingDesk desk;
    private final Rules rules;

    FindingController(FindingDesk desk, Rules rules) {
        this.desk = desk;
        this.rules = rules;
    }

    @GetMapping
    @Guarded(Act.FINDING_READ)
    PageAnswer list(
            Caller caller,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable Integer limit) {
        FindingDesk.Page page = desk.page(caller, state, after, Objects.requireNonNullElse(limit, FindingDesk.PAGE));
        return new PageAnswer(page.findings().stream().map(FindingAnswer::of).toList(), page.next());
    }

    /** By which rules the log is looked through, and how often each was wrong. */
    @GetMapping("/rules")
    @Guarded(Act.FINDING_READ)
    RulesAnswer rules(Caller caller) {
        Map<String, RuleCount> counts = desk.counts(caller);
        return new RulesAnswer(
                FindingDesk.RATED_DAYS,
                rules.inForce().stream()
                        .map(rule -> RuleAnswer.of(
                                rule, counts.getOrDefault(rule.code(), new RuleCount(rule.code(), 0, 0, 0))))
                        .toList());
    }

    @GetMapping("/{id}")
    @Guarded(Act.FINDING_READ)
    FindingAnswer read(Caller caller, @PathVariable UUID id) {
        return FindingAnswer.of(desk.read(caller, id));
    }

    @PostMapping("/{id}/take")
    @Guarded(Act.FINDING_DECIDE)
    FindingAnswer take(Caller caller, @PathVariable UUID id) {
        return FindingAnswer.of(desk.take(caller, id));
    }

    @PostMapping("/{id}/close")
    @Guarded(Act.FINDING_DECIDE)
    FindingAnswer close(Caller caller, @PathVariable UUID id, @Valid @RequestBody Closing closing) {
        return FindingAnswer.of(desk.close(caller, id, closing.verdict(), closing.reason()));
    }

    /**
     * How a finding ends.
     *
     * @param verdict {@code confirmed}, {@code false-alarm} or {@code resolved}
     * @param reason one sentence; it may name somebody, so it prints as nothing
     */
    record Closing(@NotNull String verdict, @NotNull String reason) {

        @Override
        public String toString() {
            return "Closing[" + verdict + "]";
        }
    }

    /**
     * The rules in force.
     *
     * @param days over which they are counted
     */
    record RulesAnswer(int days, List<RuleAnswer> rules) {}

    /**
     * One rule.
     *
     * @param sentence what it looks for
     * @param findings how many it found in the last days, in whatever version
     * @param closed how many of them have a verdict
     * @param falseAlarms how many of them were false alarms
     * @param rate false alarms among those with a verdict, 0 to 1; null where none has one
     */
    record RuleAnswer(
            String rule,
            int version,
            String severity,
            String sentence,
            String parameters,
            long findings,
            long closed,
            long falseAlarms,
            @Nullable Double rate) {

        static RuleAnswer of(Rule rule, RuleCount count) {
            return new RuleAnswer(
                    rule.code(),
                    rule.version(),
                    rule.severity().label(),
                    rule.says(),
                    rule.parameters(),
                    count.findings(),
                    count.closed(),
                    count.falseAlarms(),
                    count.closed() == 0 ? null : (double) count.falseAlarms() / count.closed());
        }
    }

    /**
     * A page, newest first.
     *
     * @param next what to send as {@code after} for the page that follows; null behind the last
     */
    record PageAnswer(
            List<FindingAnswer> findings, @Nullable UUID next) {}

    /**
     * One finding.
     *
     * @param version of the rule
     * @param object {@code kind:uuid}
     * @param actor the trail's label of whoever it is about; null for nobody
     * @param day the day (UTC) that the rule looked at; null for what a feature noticed by itself
     * @param evidence identifiers of records that show it
     * @param owner the role that has to act
     * @param taker the name of whoever took it on; null where nobody did, or the person was erased
     * @param verdict how it ended; null while it has not
     * @param reason what was said when it was closed; null where Visor closed it, or the person was erased
     */
    record FindingAnswer(
            UUID id,
            String rule,
            int version,
            String severity,
            String sentence,
            String object,
            @Nullable String actor,
            @Nullable LocalDate day,
            List<UUID> evidence,
            String owner,
            String state,
            @Nullable String taker,
            @Nullable String verdict,
            @Nullable String reason,
            Instant created,
            Instant due,
            @Nullable Instant closed) {

        static FindingAnswer of(Opened opened) {
            Finding finding = opened.finding();
            Verdict verdict = finding.verdict();
            return new FindingAnswer(
                    finding.id(),
                    finding.rule(),
                    finding.version(),
                    finding.severity().label(),
                    finding.sentence(),
                    finding.object().value(),
                    finding.actor(),
                    finding.day(),
                    finding.evidence(),
                    finding.owner(),
                    finding.state().label(),
                    opened.taker(),
                    verdict == null ? null : verdict.label(),
                    opened.reason(),
                    finding.created(),
                    finding.due(),
                    finding.closedAt());
        }

        @Override
        public String toString() {
            return "FindingAnswer[" + id + "]";
        }
    }
}
