package dev.visor.gateway.rules;

import dev.visor.gateway.rules.PolicySetTable.Rehearsed;
import dev.visor.policies.Policies;
import dev.visor.policies.Rule;
import dev.visor.policies.RuleChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of sets of rules. */
@Component
class PolicySetAnswers {

    private final PolicyKey key;
    private final JsonMapper json;

    PolicySetAnswers(PolicyKey key, JsonMapper json) {
        this.key = key;
        this.json = json;
    }

    ShelfAnswer of(PolicySets.Shelf shelf) {
        return new ShelfAnswer(
                shelf.inForce().id(),
                shelf.goesBackTo(),
                shelf.sets().stream().map(PolicySetAnswers::head).toList(),
                shelf.activations().stream().map(PolicySetAnswers::of).toList());
    }

    SetAnswer of(PolicySets.Opened opened) {
        @Nullable Policies policies = opened.policies();
        return new SetAnswer(
                head(opened.set()),
                opened.inForce(),
                policies != null,
                policies == null
                        ? List.of()
                        : policies.rules().values().stream()
                                .map(PolicySetAnswers::of)
                                .sorted(Comparator.comparing(RuleAnswer::file).thenComparing(RuleAnswer::id))
                                .toList(),
                policies == null ? opened.set().rules() : policies.ruleFiles(),
                opened.changes().stream().map(PolicySetAnswers::of).toList(),
                opened.rehearsed() == null ? null : of(opened.rehearsed()),
                opened.signed() == null ? null : of(opened.signed()));
    }

    private static HeadAnswer head(PolicySet set) {
        return new HeadAnswer(set.id(), set.number(), set.hash(), set.title(), set.shipped(), set.proposedAt());
    }

    private static ActivationAnswer of(Activation activation) {
        return new ActivationAnswer(
                activation.number(),
                activation.set(),
                activation.replaces(),
                activation.kind().label(),
                activation.approval(),
                activation.at());
    }

    private static RuleAnswer of(Rule rule) {
        return new RuleAnswer(rule.id(), rule.file(), rule.sentence(), rule.text(), rule.fixed());
    }

    private static ChangeAnswer of(RuleChange change) {
        Rule before = change.before();
        Rule after = change.after();
        return new ChangeAnswer(
                change.id(), before == null ? null : before.text(), after == null ? null : after.text());
    }

    private RehearsalAnswer of(Rehearsed rehearsed) {
        return new RehearsalAnswer(
                rehearsed.decisions(),
                rehearsed.unread(),
                rehearsed.turned(),
                json.readTree(rehearsed.differences()),
                rehearsed.at());
    }

    private StatementAnswer of(PolicySetTable.Signed signed) {
        return new StatementAnswer(
                new String(signed.activation().statement(), StandardCharsets.US_ASCII),
                Base64.getEncoder().encodeToString(signed.signature()),
                key.publicKeyPem());
    }

    /**
     * All sets.
     *
     * @param inForce which is decided by
     * @param goesBackTo which one act would go back to
     */
    record ShelfAnswer(
            UUID inForce, @Nullable UUID goesBackTo, List<HeadAnswer> sets, List<ActivationAnswer> activations) {}

    /** A set without its rules. */
    record HeadAnswer(UUID id, long number, String hash, String title, boolean shipped, Instant proposedAt) {}

    /** That a set was put in force. */
    record ActivationAnswer(
            long number,
            UUID set,
            UUID replaces,
            String kind,
            @Nullable UUID approval,
            Instant at) {}

    /**
     * A set.
     *
     * @param usable whether this version of Visor can decide by it
     * @param files the rule files as they were written, by their names
     * @param changes what differs from the set in force
     * @param rehearsal the newest one against the set in force
     * @param statement by which it is in force
     */
    record SetAnswer(
            HeadAnswer set,
            boolean inForce,
            boolean usable,
            List<RuleAnswer> rules,
            Map<String, String> files,
            List<ChangeAnswer> changes,
            @Nullable RehearsalAnswer rehearsal,
            @Nullable StatementAnswer statement) {}

    /** One rule. */
    record RuleAnswer(String id, String file, String sentence, String text, boolean fixed) {}

    /** One rule that differs: in Cedar's words, as it is in force and as it is proposed. */
    record ChangeAnswer(
            String id, @Nullable String before, @Nullable String after) {}

    /**
     * What a rehearsal showed.
     *
     * @param decisions how many were made again
     * @param unread how many could not be
     * @param turned how many would be answered otherwise
     * @param differences acts, what decided before and after, and how often
     */
    record RehearsalAnswer(int decisions, int unread, int turned, JsonNode differences, Instant at) {}

    /**
     * What was signed when the set was put in force.
     *
     * @param signature Ed25519, base64
     * @param publicKey in PEM, as OpenSSL reads it
     */
    record StatementAnswer(String text, String signature, String publicKey) {}
}
