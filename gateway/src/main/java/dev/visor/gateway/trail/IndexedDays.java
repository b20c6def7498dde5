package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.search.RecordDays;
import dev.visor.audit.search.SearchIndex;
import dev.visor.gateway.keys.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link TrailDays} on the audit library's index. */
final class IndexedDays implements TrailDays {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Logs logs;
    private final RecordDays days;
    private final SearchIndex index;

    /** The actions that want an outcome. */
    private final Set<String> wanting;

    IndexedDays(Logs logs, RecordDays days, SearchIndex index, Catalogue catalogue) {
        this.logs = logs;
        this.days = days;
        this.index = index;
        this.wanting = catalogue.actions().stream()
                .filter(ActionSpec::outcomeWanted)
                .map(ActionSpec::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<TrailDay> read(
            TenantId tenant, LocalDate day, Instant now, Set<String> about, Set<String> counted) {
        if (!caughtUp()) {
            return Optional.empty();
        }
        String log = logs.origin(Scope.log(tenant));
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = from.plus(Duration.ofDays(1));
        Instant until = now.isBefore(end) ? now : end;
        return Optional.of(new TrailDay(
                day,
                until,
                days.rows(log, from, until, about, MOST),
                days.strays(log, from, end),
                days.unended(log, from, until, wanting, MOST),
                days.counts(log, from.minus(Duration.ofDays(BASELINE)), from, counted)));
    }

    /** A record that cannot be read is left over even so: that is a hole, and shall be found. */
    private boolean caughtUp() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (index.step()) {
            if (System.nanoTime() > end) {
                return false;
            }
        }
        return true;
    }
}
