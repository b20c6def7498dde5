package dev.visor.gateway.reading;

import dev.visor.audit.search.Place;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.TrailFilter;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.gateway.trail.TrailSearch;
import dev.visor.gateway.trail.TrailSearch.Ended;
import dev.visor.gateway.trail.TrailSearch.Standing;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Searches over a whole log. Each page is a record before its rows are read: what was looked for in labels, and how much was
 * found.
 */
@Service
class Searches {

    /** The longest text that a fact takes, characters. */
    static final int LONGEST_FACT = 200;

    private final TrailSearch search;
    private final Filters filters;
    private final Gate gate;

    Searches(TrailSearch search, Filters filters, Gate gate) {
        this.search = search;
        this.filters = filters;
        this.gate = gate;
    }

    /**
     * One page.
     *
     * @param standing how much was found, and what is not searchable yet
     * @param filter the criteria as labels, for an address
     * @param records newest first
     * @param ended how those of them ended that are intents
     * @param next the place behind the last of them; null where nothing follows
     */
    record Page(
            Standing standing,
            String filter,
            List<TrailRecord> records,
            Map<UUID, Ended> ended,
            @Nullable Place next) {}

    /**
     * A page of what fits.
     *
     * @param after the place that an earlier page gave as its next; null for the first
     * @param limit how many records at most
     */
    Page page(Caller caller, @Nullable Criteria criteria, @Nullable String after, int limit) {
        @Nullable TenantId tenant = caller.tenant();
        Resource.Trail log = Questions.log(caller);
        gate.check(caller, Act.TRAIL_QUERY, log);
        if (limit < 1 || limit > TrailReading.PAGE) {
            throw Refused.badRequest("bad-limit", "A page has 1 to " + TrailReading.PAGE + " records.");
        }
        @Nullable Place last = after == null ? null : place(after);
        TrailFilter filter = filters.read(tenant, criteria);
        Standing standing = search.standing(tenant, filter);
        gate.pass(caller, Act.TRAIL_QUERY, log, "trail.query", entry -> {
            describe(entry, filter, standing);
            if (last != null) {
                entry.with("after", Long.toString(last.seq()));
            }
        });
        List<TrailRecord> found = read(tenant, filter, standing, last, limit);
        List<UUID> ids = found.stream().map(TrailRecord::id).toList();
        return new Page(
                standing,
                FilterToken.write(filter),
                found,
                search.outcomes(tenant, ids),
                found.size() < limit ? null : place(found.getLast()));
    }

    private List<TrailRecord> read(
            @Nullable TenantId tenant, TrailFilter filter, Standing standing, @Nullable Place last, int limit) {
        if (last != null) {
            return search.behind(tenant, filter, last, limit, true);
        }
        Place top = standing.top();
        return top == null ? List.of() : search.from(tenant, filter, top, limit, true);
    }

    /** Says on a record what was looked for, in labels and codes, and how much fits. */
    static void describe(Entry entry, TrailFilter filter, Standing standing) {
        KeyOwner subject = filter.subject();
        if (subject != null) {
            entry.about(subject);
        }
        if (filter.object() != null) {
            entry.on(filter.object());
        }
        String token = FilterToken.write(filter);
        String by = token.isEmpty()
                ? "everything"
                : List.of(token.split("&", -1)).stream()
                        .map(pair -> pair.substring(0, pair.indexOf('=')))
                        .collect(Collectors.joining("-"));
        entry.with("by", by).with("count", Long.toString(standing.count()));
        // Whoever repeats the search from the record needs the whole of it: a part would be another one.
        if (!token.isEmpty() && token.length() <= LONGEST_FACT) {
            entry.with("query", token);
        }
    }

    private static Place place(TrailRecord record) {
        return new Place(record.time(), record.position());
    }

    private static Place place(String text) {
        try {
            return Place.parse(text);
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            throw Refused.badRequest("bad-place", "The page to go on from is damaged: search anew.");
        }
    }
}
