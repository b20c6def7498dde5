package dev.visor.gateway.findings;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.gateway.trail.TrailDay;
import dev.visor.gateway.trail.TrailDays;
import dev.visor.gateway.trail.TrailFilter;
import dev.visor.gateway.trail.TrailSearch;
import dev.visor.gateway.trail.Trails;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Looks through each tenant's log by the rules in force: yesterday, which is over, and today as far as it has come. */
@Service
public class RuleKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(RuleKeeper.class);
    private static final ActorRef ACTOR = ActorRef.system("findings");

    private static final Set<String> COUNTED =
            Stream.of(Acts.SHOWING, Acts.TAKING).flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet());

    private final Rules rules;
    private final Findings findings;
    private final FindingRecords records;
    private final TrailDays days;
    private final TrailSearch search;
    private final Trails trails;

    /** What is known to stand in a tenant's log; the log itself is asked for the rest. */
    private final Set<String> set = ConcurrentHashMap.newKeySet();

    RuleKeeper(
            Rules rules, Findings findings, FindingRecords records, TrailDays days, TrailSearch search, Trails trails) {
        this.rules = rules;
        this.findings = findings;
        this.records = records;
        this.days = days;
        this.search = search;
        this.trails = trails;
    }

    /**
     * Looks once.
     *
     * @return what was opened now
     * @throws dev.visor.audit.TrailUnavailableException if the trail does not answer; the next look finds the same
     */
    public List<Finding> look(TenantId tenant, Instant now) {
        records.catchUp(tenant);
        rules.inForce().forEach(rule -> set(tenant, rule));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Stream.of(today.minusDays(1), today)
                .flatMap(day -> days.read(tenant, day, now, Acts.SHOWING, COUNTED).stream())
                .flatMap(day -> look(tenant, day))
                .toList();
    }

    private Stream<Finding> look(TenantId tenant, TrailDay day) {
        if (day.rows().size() >= TrailDays.MOST) {
            LOG.warn("The rules look at the first {} records of {} only", TrailDays.MOST, day.day());
        }
        return rules.inForce().stream()
                .flatMap(rule -> rule.look(day).stream())
                .map(found -> findings.openOnce(tenant, found))
                .flatMap(Optional::stream);
    }

    /** A rule stands in the log, as it is, before it finds anything. */
    private void set(TenantId tenant, Rule rule) {
        String known = tenant + " " + rule.label();
        if (set.contains(known)) {
            return;
        }
        TrailFilter filter = new TrailFilter(null, null, rule.label(), null, null, "rule.set", null, null, null);
        if (search.standing(tenant, filter).count() == 0) {
            trails.append(Entry.of("rule.set", ACTOR)
                    .in(tenant)
                    .because(Ground.ACCOUNTABILITY)
                    .on(rule.label())
                    .with("rule", rule.code())
                    .with("rule-version", Integer.toString(rule.version()))
                    .with("severity", rule.severity().label())
                    .with("parameters", rule.parameters())
                    .with("says", rule.says()));
        }
        set.add(known);
    }
}
