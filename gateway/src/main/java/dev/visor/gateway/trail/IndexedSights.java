package dev.visor.gateway.trail;

import dev.visor.audit.merkle.Hash;
import dev.visor.audit.search.SightSearch;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link Sights} on the audit library's index; names and persons are looked up for the shown rows alone. */
final class IndexedSights implements Sights {

    private final IndexedSearch search;
    private final SightSearch sights;
    private final PersonalFields fields;

    IndexedSights(IndexedSearch search, SightSearch sights, PersonalFields fields) {
        this.search = search;
        this.sights = sights;
        this.fields = fields;
    }

    @Override
    public Seen seen(TenantId tenant, TrailFilter filter, ZoneId zone, int offset, int limit) {
        if (limit < 1 || limit > PAGE || offset < 0) {
            throw new IllegalArgumentException("A page has 1 to " + PAGE + " pairs, not " + limit);
        }
        long missing = search.standing(tenant, filter).missing();
        List<SightSearch.Sight> found = sights.sights(search.filter(tenant, filter), zone, limit + 1, offset);
        List<SightSearch.Sight> page = found.subList(0, Math.min(limit, found.size()));
        Map<Hash, KeyOwner> persons = persons(tenant, page);
        Map<String, @Nullable String> names = new HashMap<>();
        page.forEach(sight -> names.computeIfAbsent(sight.actor(), label -> name(tenant, label)));
        return new Seen(
                page.stream()
                        .map(sight -> new Sight(
                                sight.actor(),
                                names.get(sight.actor()),
                                persons.get(sight.person()),
                                sight.person().toUrl(),
                                sight.opened(),
                                sight.sent(),
                                sight.first(),
                                sight.last(),
                                sight.odd()))
                        .toList(),
                found.size() > limit,
                sights.days(search.filter(tenant, filter), zone).stream()
                        .map(day -> new Day(day.day(), day.opened(), day.odd()))
                        .toList(),
                missing);
    }

    /** As the actor's newest record says it. */
    private @Nullable String name(TenantId tenant, String label) {
        TrailFilter by = new TrailFilter(List.of(label), null, null, null, null, null, null, null, null);
        return search.newest(tenant, by).map(TrailRecord::actorName).orElse(null);
    }

    /** A label leads to nobody by itself: those of everybody who still has keys are compared with it. */
    private Map<Hash, KeyOwner> persons(TenantId tenant, List<SightSearch.Sight> page) {
        Set<Hash> wanted = new HashSet<>();
        page.forEach(sight -> wanted.add(sight.person()));
        Map<Hash, KeyOwner> persons = new HashMap<>();
        if (wanted.isEmpty()) {
            return persons;
        }
        for (KeyOwner owner : fields.owners(tenant)) {
            Hash label = fields.label(tenant, owner);
            if (wanted.contains(label)) {
                persons.put(label, owner);
            }
        }
        return persons;
    }
}
