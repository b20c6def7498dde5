package dev.visor.gateway.rules;

import dev.visor.audit.Receipt;
import dev.visor.audit.log.PolicyText;
import dev.visor.gateway.access.Agreed;
import dev.visor.gateway.access.Approvals;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.rules.PolicySetTable.Rehearsed;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Act;
import dev.visor.policies.Policies;
import dev.visor.policies.PolicyException;
import dev.visor.policies.Resource;
import dev.visor.policies.RuleChange;
import dev.visor.policies.TwoPersonAct;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Sets of rules: read, proposed, and put in force. */
@Service
class PolicySets {

    /** How long a rehearsal tells what would change: what is decided changes from day to day. */
    static final Duration REHEARSAL_GOOD = Duration.ofHours(24);

    private static final int LISTED = 50;

    private final PolicySetTable table;
    private final RulesKeeper keeper;
    private final PolicyKey key;
    private final Gate gate;
    private final Approvals approvals;
    private final Trails trails;
    private final Clock clock;

    PolicySets(
            PolicySetTable table,
            RulesKeeper keeper,
            PolicyKey key,
            Gate gate,
            Approvals approvals,
            Trails trails,
            Clock clock) {
        this.table = table;
        this.keeper = keeper;
        this.key = key;
        this.gate = gate;
        this.approvals = approvals;
        this.trails = trails;
        this.clock = clock;
    }

    /**
     * What there is.
     *
     * @param inForce the set that is decided by
     * @param goesBackTo what one act would go back to; null where there is nothing
     */
    record Shelf(PolicySet inForce, @Nullable UUID goesBackTo, List<PolicySet> sets, List<Activation> activations) {}

    /**
     * One set.
     *
     * @param policies its rules, ready; null where this version of Visor cannot decide by them
     * @param changes what it has otherwise than the set in force
     * @param rehearsed its newest rehearsal against the set that is in force now
     * @param signed by which it is in force; null where it is not, or is as shipped
     */
    record Opened(
            PolicySet set,
            boolean inForce,
            @Nullable Policies policies,
            List<RuleChange> changes,
            @Nullable Rehearsed rehearsed,
            PolicySetTable.@Nullable Signed signed) {}

    /** The newest sets and activations: that they were read is a record. */
    Shelf shelf(Caller caller) {
        gate.pass(caller, Act.POLICIES_READ, Resource.Rules.ALL, "policies.list", entry -> {});
        RulesKeeper.Standing standing = standing();
        List<Activation> activations = table.activations(LISTED).stream()
                .map(PolicySetTable.Signed::activation)
                .toList();
        return new Shelf(standing.set(), goesBackTo(standing), table.newest(LISTED), activations);
    }

    /** One set with its rules: that it was read is a record. */
    Opened open(Caller caller, UUID id) {
        gate.check(caller, Act.POLICIES_READ, Resource.Rules.ALL);
        PolicySet set = find(id);
        gate.pass(
                caller,
                Act.POLICIES_READ,
                Resource.Rules.ALL,
                "policies.read",
                entry -> entry.on(set.label()).with("rules", set.hash()));
        return opened(set);
    }

    Opened opened(PolicySet set) {
        RulesKeeper.Standing standing = standing();
        @Nullable Policies policies = loaded(set);
        boolean inForce = standing.set().id().equals(set.id());
        return new Opened(
                set,
                inForce,
                policies,
                policies == null ? List.of() : RuleChange.between(standing.policies(), policies),
                rehearsed(set, standing).orElse(null),
                inForce ? table.newest().orElse(null) : null);
    }

    private static @Nullable Policies loaded(PolicySet set) {
        try {
            return set.load();
        } catch (PolicyException e) {
            return null;
        }
    }

    /**
     * Proposes a set.
     *
     * @param files the rule files that differ, by their names; the others are as in the set in force
     */
    Opened propose(Caller caller, String title, Map<String, String> files) {
        gate.check(caller, Act.POLICIES_PROPOSE, Resource.Rules.ALL);
        Map<String, String> rules = new TreeMap<>(standing().policies().ruleFiles());
        rules.putAll(files);
        PolicyText text = parsed(rules);
        if (table.withHash(text.hash()).isPresent()) {
            throw alreadyThere();
        }
        UUID id = UUID.randomUUID();
        Receipt receipt = gate.pass(
                caller,
                Act.POLICIES_PROPOSE,
                Resource.Rules.ALL,
                "policies.propose",
                entry -> entry.on(PolicySet.label(id)).with("rules", text.hash()));
        PolicySet added = table.add(id, text, title, false).orElse(null);
        if (added == null) {
            fail(receipt, caller, id);
            throw alreadyThere();
        }
        return opened(added);
    }

    private static PolicyText parsed(Map<String, String> rules) {
        try {
            return PolicyText.parse(Policies.proposed(rules).text());
        } catch (PolicyException e) {
            throw Refused.badRequest("bad-rules", e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("rules-too-long", "All rule files together have at most a megabyte.");
        }
    }

    private static Refused alreadyThere() {
        return Refused.conflict("rules-known", "There is a set with these very rules already.");
    }

    /**
     * Puts a set in force that another administrator agreed to, after it was rehearsed against what is in force.
     *
     * @param approval of {@link TwoPersonAct#POLICIES_ACTIVATE} on this set, asked for by the caller
     */
    Opened activate(Caller caller, UUID id, UUID approval) {
        gate.check(caller, Act.POLICIES_ACTIVATE, Resource.Rules.ALL);
        PolicySet set = find(id);
        Agreed agreed = approvals.inForce(caller, null, approval, TwoPersonAct.POLICIES_ACTIVATE);
        if (!agreed.object().equals(set.label())) {
            throw Refused.notFound();
        }
        if (table.used(approval)) {
            throw Refused.conflict("approval-used", "What was agreed on was done already: ask again.");
        }
        RulesKeeper.Standing standing = standing();
        requireOther(set, standing);
        requireUsable(set);
        if (rehearsed(set, standing).isEmpty()) {
            throw Refused.conflict(
                    "not-rehearsed",
                    "Nobody has rehearsed this set against the one in force within a day: do that first, and look.");
        }
        Activation activation = next(standing, set, Activation.Kind.ACTIVATION, approval);
        put(caller, activation, "policies.activate", entry -> entry.on(agreed.approval()));
        return opened(set);
    }

    /** Goes back to the set that was in force before two persons changed it: one act of one administrator, good once. */
    Opened goBack(Caller caller) {
        gate.check(caller, Act.POLICIES_ACTIVATE, Resource.Rules.ALL);
        RulesKeeper.Standing standing = standing();
        UUID before = goesBackTo(standing);
        if (before == null) {
            throw Refused.conflict(
                    "nothing-to-go-back-to", "The rules in force did not come by a change that could be taken back.");
        }
        PolicySet set = find(before);
        requireUsable(set);
        put(caller, next(standing, set, Activation.Kind.ROLL_BACK, null), "policies.roll-back", entry -> {});
        return opened(set);
    }

    private void put(Caller caller, Activation activation, String action, Consumer<Entry> facts) {
        if (!key.canSign()) {
            throw Refused.conflict("cannot-sign", "This part of Visor cannot sign rules: ask the one that can.");
        }
        Receipt receipt = gate.pass(caller, Act.POLICIES_ACTIVATE, Resource.Rules.ALL, action, entry -> {
            entry.on(PolicySet.label(activation.set()))
                    .with("rules", activation.hash())
                    .with("replaces", activation.replacedHash())
                    .with("version", Long.toString(activation.number()));
            facts.accept(entry);
        });
        if (!table.add(activation, key.sign(activation))) {
            fail(receipt, caller, activation.set());
            throw Refused.conflict("rules-changed", "Somebody else changed the rules just now: look again.");
        }
        keeper.refresh();
    }

    /** What is in force; a request that cannot know it for certain changes nothing and is told nothing. */
    RulesKeeper.Standing standing() {
        try {
            return keeper.refresh();
        } catch (RulesAlteredException e) {
            throw new Refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "rules-altered",
                    "The tables of the rules are not as they were signed. Decided is still by the rules before; an operator has to look.");
        }
    }

    private Activation next(
            RulesKeeper.Standing standing, PolicySet set, Activation.Kind kind, @Nullable UUID approval) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Activation(
                standing.number() + 1,
                set.id(),
                set.hash(),
                standing.set().id(),
                standing.set().hash(),
                kind,
                approval,
                now);
    }

    private static void requireOther(PolicySet set, RulesKeeper.Standing standing) {
        if (standing.set().id().equals(set.id())) {
            throw Refused.conflict("in-force", "This set is in force.");
        }
    }

    private static void requireUsable(PolicySet set) {
        if (loaded(set) == null) {
            throw Refused.conflict(
                    "rules-unfit", "This version of Visor cannot decide by these rules: propose them anew.");
        }
    }

    private static @Nullable UUID goesBackTo(RulesKeeper.Standing standing) {
        Activation newest = standing.newest();
        return newest != null && newest.kind() == Activation.Kind.ACTIVATION ? newest.replaces() : null;
    }

    private Optional<Rehearsed> rehearsed(PolicySet set, RulesKeeper.Standing standing) {
        Instant since = clock.instant().minus(REHEARSAL_GOOD);
        return table.rehearsed(set.id())
                .filter(rehearsed ->
                        rehearsed.against().equals(standing.policies().policySet()))
                .filter(rehearsed -> rehearsed.at().isAfter(since));
    }

    PolicySet find(UUID id) {
        return table.find(id).orElseThrow(Refused::notFound);
    }

    private void fail(Receipt receipt, Caller caller, UUID set) {
        trails.outcome(
                receipt,
                Entry.of("act.failed", caller.as(receipt))
                        .because(Ground.ADMINISTRATION)
                        .on(PolicySet.label(set)));
    }
}
