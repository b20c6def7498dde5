package dev.visor.gateway.rules;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.MadeDecisions;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.rules.PolicySetTable.Rehearsed;
import dev.visor.policies.Act;
import dev.visor.policies.Policies;
import dev.visor.policies.PolicyException;
import dev.visor.policies.Rehearsal;
import dev.visor.policies.Resource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides once more what was really decided, by the rules in force and by a proposed set, and shows what differs. That decisions are
 * read is a record in each log that they are read from; what is kept names acts, rules and counts, and nobody.
 */
@Service
class Rehearsals {

    static final int MOST = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Rehearsals.class);

    private final PolicySets sets;
    private final PolicySetTable table;
    private final MadeDecisions decisions;
    private final Tenants tenants;
    private final Gate gate;
    private final JsonMapper json;
    private final Clock clock;

    /** One at a time in a process: each reads and decides some thousand times. */
    private final ReentrantLock one = new ReentrantLock();

    Rehearsals(
            PolicySets sets,
            PolicySetTable table,
            MadeDecisions decisions,
            Tenants tenants,
            Gate gate,
            JsonMapper json,
            Clock clock) {
        this.sets = sets;
        this.table = table;
        this.decisions = decisions;
        this.tenants = tenants;
        this.gate = gate;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Rehearses a set against the one in force.
     *
     * @param newest how many of the newest decisions are made again, 1 to {@link #MOST}
     */
    PolicySets.Opened rehearse(Caller caller, UUID id, int newest) {
        gate.check(caller, Act.POLICIES_PROPOSE, Resource.Rules.ALL);
        if (newest < 1 || newest > MOST) {
            throw Refused.badRequest("bad-decisions", "1 to " + MOST + " decisions are made again.");
        }
        PolicySet set = sets.find(id);
        if (!one.tryLock()) {
            throw Refused.conflict("rehearsal-under-way", "Another rehearsal is under way: try again in a minute.");
        }
        try {
            table.add(UUID.randomUUID(), rehearsed(caller, set, newest));
        } finally {
            one.unlock();
        }
        return sets.opened(set);
    }

    private Rehearsed rehearsed(Caller caller, PolicySet set, int newest) {
        Policies before = sets.standing().policies();
        Policies after = loaded(set);
        List<MadeDecisions.Read> logs = new ArrayList<>();
        logs.add(read(null, caller, set, newest));
        for (TenantId tenant : tenants.all()) {
            try {
                logs.add(read(tenant, caller, set, newest));
            } catch (KeyDestroyedException e) {
                // It is being ended: nothing of it can be read any more, nor written by name.
                log.info("The log of a client that is being ended is not rehearsed on");
            }
        }
        MadeDecisions.Made made = decisions.newest(logs, newest);
        Rehearsal rehearsal = Rehearsal.of(before, after, made.requests());
        return new Rehearsed(
                set.id(),
                before.policySet(),
                rehearsal.decisions(),
                made.unread(),
                rehearsal.turned(),
                json.writeValueAsString(rehearsal.differences()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private MadeDecisions.Read read(@Nullable TenantId whose, Caller caller, PolicySet set, int newest) {
        Receipt receipt = gate.pass(caller, Act.POLICIES_PROPOSE, Resource.Rules.ALL, "policies.rehearse", entry -> {
            entry.on(set.label()).with("rules", set.hash()).with("decisions", Integer.toString(newest));
            if (whose != null) {
                entry.in(whose);
            }
        });
        return new MadeDecisions.Read(whose, receipt);
    }

    private static Policies loaded(PolicySet set) {
        try {
            return set.load();
        } catch (PolicyException e) {
            throw Refused.conflict(
                    "rules-unfit", "This version of Visor cannot decide by these rules: propose them anew.");
        }
    }
}
