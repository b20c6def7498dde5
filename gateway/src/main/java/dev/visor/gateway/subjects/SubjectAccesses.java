package dev.visor.gateway.subjects;

import dev.visor.audit.record.Leaf;
import dev.visor.audit.report.AccessKind;
import dev.visor.audit.report.Accesses;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.SubjectEvidence;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What was done about one person, by what it means to the person. Each page is a record before it is read; names are opened
 * for its rows alone.
 */
@Service
class SubjectAccesses {

    /** The most rows of one page. */
    static final int PAGE = 100;

    private final TrailReading trail;
    private final Subjects subjects;
    private final Gate gate;

    SubjectAccesses(TrailReading trail, Subjects subjects, Gate gate) {
        this.trail = trail;
        this.subjects = subjects;
        this.gate = gate;
    }

    /**
     * One act.
     *
     * @param ended how it ended, as its outcome says; null where nothing tells
     */
    record Access(
            TrailRecord record, AccessKind kind, @Nullable String ended) {}

    /**
     * A page, newest first.
     *
     * @param counts of all acts about the person, whatever the page shows
     * @param next how many acts to pass over for the page that follows; null behind the last
     */
    record Page(
            KeyOwner subject,
            Map<AccessKind, Integer> counts,
            List<Access> accesses,
            @Nullable Integer next) {}

    /**
     * A page of what was done.
     *
     * @param pseudonym the client's own name for the person; null where the subject is given
     * @param subject the person's identifier; null where the pseudonym is given
     * @param kind the label of the only kind wanted; null for all
     * @param offset how many acts of that kind are passed over
     */
    Page page(Caller caller, @Nullable String pseudonym, @Nullable UUID subject, @Nullable String kind, int offset) {
        TenantId tenant = caller.tenant();
        Resource.Trail log = tenant == null ? Resource.Trail.ofOperator() : Resource.Trail.ofTenant(tenant.value());
        gate.check(caller, Act.TRAIL_QUERY, log);
        if (tenant == null) {
            throw Refused.badRequest("no-subjects", "The operator's log is about nobody in a picture.");
        }
        @Nullable AccessKind only = kind == null ? null : kind(kind);
        if (offset < 0) {
            throw Refused.badRequest("bad-place", "The page to go on from is damaged: ask anew.");
        }
        KeyOwner person = person(tenant, pseudonym, subject);
        gate.pass(
                caller,
                Act.TRAIL_QUERY,
                log,
                "trail.query",
                entry -> entry.about(person).with("by", "accesses").with("after", Integer.toString(offset)));
        List<TrailRecord> records = records(tenant, person);
        List<Leaf> leaves =
                records.stream().map(record -> Leaf.read(record.leaf())).toList();
        Accesses accesses = new Accesses(leaves);
        List<Access> found = new ArrayList<>();
        for (int i = records.size() - 1; i >= 0; i--) {
            Leaf leaf = leaves.get(i);
            @Nullable AccessKind means = accesses.kind(leaf).orElse(null);
            if (means != null && (only == null || only == means)) {
                found.add(new Access(
                        records.get(i),
                        means,
                        accesses.ended(leaf).map(result -> result.label()).orElse(null)));
            }
        }
        int end = Math.min(found.size(), offset + PAGE);
        List<Access> page = found.subList(Math.min(offset, end), end).stream()
                .map(access -> new Access(opened(tenant, access.record()), access.kind(), access.ended()))
                .toList();
        return new Page(person, accesses.counts(), page, end < found.size() ? end : null);
    }

    private KeyOwner person(TenantId tenant, @Nullable String pseudonym, @Nullable UUID subject) {
        if ((pseudonym == null) == (subject == null)) {
            throw Refused.badRequest(
                    "pseudonym-and-subject", "A subject is given by pseudonym or by identifier, and by one of them.");
        }
        if (pseudonym != null) {
            return subjects.find(tenant, pseudonym)
                    .orElseThrow(() -> Refused.badRequest("unknown-subject", "No subject has this pseudonym."));
        }
        if (subject == null || !subjects.exists(tenant, new KeyOwner(subject))) {
            throw Refused.badRequest("unknown-subject", "No subject has this identifier.");
        }
        return new KeyOwner(subject);
    }

    /** All of them, in the order of writing, without a name: a kind is known only once the outcome is. */
    private List<TrailRecord> records(TenantId tenant, KeyOwner person) {
        List<TrailRecord> records = new ArrayList<>();
        while (true) {
            long after = records.isEmpty() ? 0 : records.getLast().personal();
            List<TrailRecord> page = trail.labelledAbout(tenant, person, after, TrailReading.PAGE);
            records.addAll(page);
            if (page.size() < TrailReading.PAGE) {
                return records;
            }
            if (records.size() > SubjectEvidence.MOST) {
                throw Refused.conflict(
                        "report-too-large",
                        "There are more than " + SubjectEvidence.MOST
                                + " records about this person: search the trail by time.");
            }
        }
    }

    private TrailRecord opened(TenantId tenant, TrailRecord record) {
        return trail.record(tenant, record.id()).orElse(record);
    }

    private static AccessKind kind(String label) {
        for (AccessKind kind : AccessKind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw Refused.badRequest("unknown-kind", "There is no such kind of access: choose one of the list.");
    }
}
