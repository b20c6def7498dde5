package dev.visor.gateway.reading;

import dev.visor.audit.search.SightSearch;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Sights;
import dev.visor.gateway.trail.TrailFilter;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who opened pictures of whom in a time range. Each page is a record before it is counted. */
@Service
class WhoSawWhom {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int FARTHEST = 10_000;

    private final Sights sights;
    private final Filters filters;
    private final Gate gate;

    WhoSawWhom(Sights sights, Filters filters, Gate gate) {
        this.sights = sights;
        this.filters = filters;
        this.gate = gate;
    }

    /** A page, and what it was asked by: the filter as labels, for an address. */
    record Page(Sights.Seen seen, String filter) {}

    /**
     * A page of pairs.
     *
     * @param zone the name of a time zone, in which odd hours are odd
     * @param offset how many pairs are passed over
     * @throws Refused (400) with a reason for each kind of mistake
     */
    Page page(Caller caller, @Nullable Criteria criteria, String zone, int offset, int limit) {
        TenantId tenant = caller.tenant();
        Resource.Trail log = Questions.log(caller);
        gate.check(caller, Act.TRAIL_QUERY, log);
        if (tenant == null) {
            throw Refused.badRequest("no-subjects", "The operator's log is about nobody in a picture.");
        }
        if (limit < 1 || limit > Sights.PAGE || offset < 0 || offset > FARTHEST) {
            throw Refused.badRequest(
                    "bad-limit", "A page has 1 to " + Sights.PAGE + " pairs, and begins at one of the first 10,000.");
        }
        ZoneId in = SightSearch.zone(zone).orElseThrow(WhoSawWhom::badZone);
        TrailFilter filter = filters.read(tenant, criteria);
        range(filter);
        String token = FilterToken.write(filter);
        gate.pass(caller, Act.TRAIL_QUERY, log, "trail.query", entry -> {
            KeyOwner subject = filter.subject();
            if (subject != null) {
                entry.about(subject);
            }
            entry.with("by", "sights").with("after", Integer.toString(offset));
            if (token.length() <= Searches.LONGEST_FACT) {
                entry.with("query", token);
            }
        });
        try {
            return new Page(sights.seen(tenant, filter, in, offset, limit), token);
        } catch (IllegalArgumentException e) {
            throw badZone();
        }
    }

    private static void range(TrailFilter filter) {
        Instant from = filter.from();
        Instant until = filter.until();
        if (from == null || until == null) {
            throw Refused.badRequest("range-missing", "Say from when until when: the whole trail would be too much.");
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw Refused.badRequest("range-too-long", "Who saw whom is told for a year at most.");
        }
        if (filter.action() != null || filter.outcome() != null || filter.object() != null) {
            throw Refused.badRequest(
                    "bad-criterion", "Who saw whom is asked by time, person, actor, project and purpose only.");
        }
    }

    private static Refused badZone() {
        return Refused.badRequest("bad-zone", "A time zone is named like UTC or Europe/Berlin.");
    }
}
