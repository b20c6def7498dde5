package dev.visor.gateway.views;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How fast a project's annotators have worked, and the budgets that follow from it where the client says nothing: three times what
 * nine of ten person-hours (or person-days) of the last thirty days needed. It only ever tightens what the installation gives, so nobody
 * earns more by taking more; and it waits for enough hours and days, so that a first quiet afternoon binds nobody.
 */
@Repository
class BudgetPace {

    static final int LEAST_HOURS = 40;
    static final int LEAST_DAYS = 10;

    /** Whoever works faster than all others for an hour is not stopped by a project that is nearly done. */
    static final long LEAST_COUNT = 60;

    static final long LEAST_BYTES = 256L << 20;

    private static final int TIMES = 3;
    private static final Duration LOOKED_AT = Duration.ofDays(30);
    private static final Duration KNOWN = Duration.ofMinutes(10);
    private static final int MOST_KNOWN = 10_000;

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    private record Known(BudgetLimits limits, Instant from, Instant until) {

        boolean at(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /** What was used in one kind of window by nine of ten, and in how many windows anything was. */
    private record Pace(long windows, long used) {}

    BudgetPace(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The budgets of a project that states none. */
    BudgetLimits limits(TenantId tenant, UUID project, BudgetLimits defaults, Instant now) {
        Known before = known.get(project);
        if (before != null && before.at(now)) {
            return before.limits();
        }
        BudgetLimits limits = tightened(measure(tenant, project, now), defaults);
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(project, new Known(limits, now, now.plus(KNOWN)));
        return limits;
    }

    private Map<BudgetKind, Pace> measure(TenantId tenant, UUID project, Instant now) {
        Map<BudgetKind, Pace> paces = new EnumMap<>(BudgetKind.class);
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql("""
                        select kind, count(*) as windows, percentile_disc(0.9) within group (order by used) as used
                        from budget_use
                        where project = :project and kind in ('views', 'subjects', 'bytes') and used > 0 and begins >= :since
                            and begins < case kind when 'views' then cast(:hour as timestamptz) else cast(:day as timestamptz) end
                        group by kind
                        """)
                        .param("project", project)
                        .param("since", Timestamp.from(now.minus(LOOKED_AT)))
                        .param("hour", Timestamp.from(BudgetKind.VIEWS.begins(now)))
                        .param("day", Timestamp.from(BudgetKind.BYTES.begins(now)))
                        .query((row, number) -> Map.entry(
                                BudgetKind.labelled(row.getString("kind")),
                                new Pace(row.getLong("windows"), row.getLong("used"))))
                        .list()
                        .forEach(pace -> paces.put(pace.getKey(), pace.getValue())));
        return paces;
    }

    private static BudgetLimits tightened(Map<BudgetKind, Pace> paces, BudgetLimits defaults) {
        return new BudgetLimits(
                tightened(paces.get(BudgetKind.VIEWS), LEAST_HOURS, LEAST_COUNT, defaults.views()),
                tightened(paces.get(BudgetKind.SUBJECTS), LEAST_DAYS, LEAST_COUNT, defaults.subjects()),
                tightened(paces.get(BudgetKind.BYTES), LEAST_DAYS, LEAST_BYTES, defaults.bytes()),
                defaults.offTask());
    }

    private static long tightened(@Nullable Pace pace, int windows, long least, long most) {
        if (pace == null || pace.windows() < windows) {
            return most;
        }
        return Math.min(most, Math.max(least, TIMES * pace.used()));
    }
}
