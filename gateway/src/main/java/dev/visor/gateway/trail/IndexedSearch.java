package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.TrailRecords;
import dev.visor.audit.TrailRecords.Stored;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.search.Place;
import dev.visor.audit.search.RecordSearch;
import dev.visor.audit.search.SearchFilter;
import dev.visor.audit.search.SearchIndex;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link TrailSearch} on the audit library's index. */
final class IndexedSearch implements TrailSearch {

    /** The longest that a search waits for the index. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int NEWEST = 5_000;

    private final Logs logs;
    private final TrailRecords records;
    private final RecordSearch search;
    private final SearchIndex index;
    private final PersonalFields fields;
    private final RecordReading reading;

    IndexedSearch(
            Logs logs,
            TrailRecords records,
            RecordSearch search,
            SearchIndex index,
            PersonalFields fields,
            RecordReading reading) {
        this.logs = logs;
        this.records = records;
        this.search = search;
        this.index = index;
        this.fields = fields;
        this.reading = reading;
    }

    private String origin(@Nullable TenantId tenant) {
        return logs.origin(Scope.log(tenant));
    }

    @Override
    public List<String> actors(@Nullable TenantId tenant, String name) {
        catchUp();
        String log = origin(tenant);
        TenantId scope = Scope.keys(tenant);
        return search.actors(log, fields.nameIndex(scope, name)).stream()
                // The row may outlive the keys for a moment; the name does not.
                .filter(label -> records.actor(log, label)
                        .flatMap(owner -> fields.person(scope, new KeyOwner(owner)))
                        .isPresent())
                .toList();
    }

    @Override
    public Standing standing(@Nullable TenantId tenant, TrailFilter filter) {
        catchUp();
        SearchFilter wanted = filter(tenant, filter);
        long missing = index.missing(wanted.log());
        Optional<Place> top = search.newest(wanted);
        if (top.isEmpty()) {
            return new Standing(0, false, null, missing);
        }
        RecordSearch.Count count = search.count(wanted, top.get(), COUNTED);
        return new Standing(count.number(), count.more(), top.get(), missing);
    }

    private void catchUp() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = index.step();
        }
    }

    @Override
    public List<TrailRecord> from(@Nullable TenantId tenant, TrailFilter filter, Place top, int limit, boolean names) {
        return read(tenant, search.from(filter(tenant, filter), top, RecordReading.page(limit)), names);
    }

    @Override
    public List<TrailRecord> behind(
            @Nullable TenantId tenant, TrailFilter filter, Place last, int limit, boolean names) {
        return read(tenant, search.behind(filter(tenant, filter), last, RecordReading.page(limit)), names);
    }

    private List<TrailRecord> read(@Nullable TenantId tenant, List<Stored> stored, boolean names) {
        return names
                ? reading.opened(tenant, stored)
                : stored.stream().map(reading::labelled).toList();
    }

    @Override
    public Map<UUID, Ended> outcomes(@Nullable TenantId tenant, Collection<UUID> intents) {
        Map<UUID, Ended> ended = new HashMap<>();
        search.outcomes(origin(tenant), intents).forEach((intent, stored) -> {
            Leaf leaf = Leaf.read(stored.leaf());
            Result result = leaf.result();
            if (result != null) {
                ended.put(intent, new Ended(leaf.id(), result.label()));
            }
        });
        return ended;
    }

    @Override
    public boolean unsequenced(@Nullable TenantId tenant, TrailFilter filter, Place top) {
        return search.unsequenced(filter(tenant, filter), top, NEWEST);
    }

    @Override
    public void forget(@Nullable TenantId tenant, KeyOwner person) {
        TenantId scope = Scope.keys(tenant);
        String label = fields.actor(scope, new ActorRef(person, "", "none")).label();
        index.forget(origin(tenant), label, fields.label(scope, person));
    }

    @Override
    public void rebuild() {
        index.drop();
        catchUp();
    }

    /** The newest record that fits, opened. */
    Optional<TrailRecord> newest(@Nullable TenantId tenant, TrailFilter filter) {
        return search.newest(filter(tenant, filter))
                .flatMap(top -> from(tenant, filter, top, 1, true).stream().findFirst());
    }

    SearchFilter filter(@Nullable TenantId tenant, TrailFilter filter) {
        KeyOwner subject = filter.subject();
        return new SearchFilter(
                origin(tenant),
                filter.actors(),
                subject == null ? null : fields.label(Scope.keys(tenant), subject),
                filter.object(),
                filter.project(),
                filter.purpose(),
                filter.action(),
                filter.outcome(),
                filter.from(),
                filter.until());
    }
}
