package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.RecordProof;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.trail.TrailSearch;
import dev.visor.gateway.trail.TrailSearch.Ended;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The compliance officers' questions: a tenant's officer asks the tenant's log, the operator's officer the operator's. Each
 * is a record before it is answered.
 */
@Service
class Questions {

    private final TrailReading trail;
    private final TrailSearch search;
    private final Subjects subjects;
    private final Gate gate;

    Questions(TrailReading trail, TrailSearch search, Subjects subjects, Gate gate) {
        this.trail = trail;
        this.search = search;
        this.subjects = subjects;
        this.gate = gate;
    }

    /**
     * Who saw this face, and everything else that the trail holds about the person.
     *
     * @param pseudonym the client's own name for the person
     * @param after the last number of the person's chain already seen, 0 to begin
     */
    List<TrailRecord> about(Caller caller, String pseudonym, long after) {
        Resource.Trail log = log(caller);
        gate.check(caller, Act.TRAIL_QUERY, log);
        TenantId tenant = caller.tenant();
        if (tenant == null) {
            throw Refused.badRequest("no-subjects", "The operator's log is about nobody in a picture: ask by time.");
        }
        KeyOwner person = subjects.find(tenant, pseudonym)
                .orElseThrow(() -> Refused.badRequest("unknown-subject", "No subject has this pseudonym."));
        gate.pass(
                caller,
                Act.TRAIL_QUERY,
                log,
                "trail.query",
                entry -> entry.about(person).with("by", "subject").with("after", Long.toString(after)));
        return trail.about(tenant, person, after, TrailReading.PAGE);
    }

    /** The newest records of the tenant's log. */
    List<TrailRecord> newest(Caller caller, long before) {
        @Nullable TenantId tenant = caller.tenant();
        gate.pass(caller, Act.TRAIL_QUERY, log(caller), "trail.query", entry -> entry.with("by", "time"));
        return trail.newest(tenant, before, TrailReading.PAGE);
    }

    /**
     * One record as it is told.
     *
     * @param ended how it ended, if it is an intent and that is known
     */
    record Told(TrailRecord record, @Nullable Ended ended) {}

    /** One record. */
    Told record(Caller caller, UUID id) {
        @Nullable TenantId tenant = caller.tenant();
        gate.pass(
                caller,
                Act.TRAIL_QUERY,
                log(caller),
                "trail.query",
                entry -> entry.with("by", "record").on(label(id)));
        TrailRecord found = trail.record(tenant, id).orElseThrow(Refused::notFound);
        return new Told(found, search.outcomes(tenant, List.of(id)).get(id));
    }

    /** What a record's proof needs. */
    RecordProof proof(Caller caller, UUID id) {
        @Nullable TenantId tenant = caller.tenant();
        gate.pass(caller, Act.TRAIL_PROVE, log(caller), "trail.prove", entry -> entry.on(label(id)));
        if (trail.record(tenant, id).isEmpty()) {
            throw Refused.notFound();
        }
        return trail.proof(tenant, id)
                .orElseThrow(() -> Refused.conflict(
                        "not-yet-sequenced",
                        "The record is durable but has no place in the log yet; try again shortly."));
    }

    /** Where the log lies, for whoever fetches its checkpoint and tiles. */
    String origin(Caller caller) {
        @Nullable TenantId tenant = caller.tenant();
        gate.check(caller, Act.TRAIL_READ, log(caller));
        return trail.origin(tenant);
    }

    /**
     * Lets only the log's own readers pass; the operator's log is read by whoever answers for the operator.
     *
     * @throws Refused (404) for the log of anybody else
     */
    void requireOwn(Caller caller, String origin) {
        @Nullable TenantId tenant = caller.tenant();
        Resource.Trail log = log(caller);
        gate.check(caller, Act.TRAIL_READ, log);
        if (!trail.origin(tenant).equals(origin)) {
            throw Refused.notFound();
        }
        gate.pass(caller, Act.TRAIL_READ, log, "trail.entries", entry -> {});
    }

    /** The caller's own side's log. Whether the caller may read it, the policies decide. */
    static Resource.Trail log(Caller caller) {
        TenantId tenant = caller.tenant();
        return tenant == null ? Resource.Trail.ofOperator() : Resource.Trail.ofTenant(tenant.value());
    }

    private static ObjectLabel label(UUID record) {
        return ObjectLabel.of("record", record);
    }
}
