package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts in the database, so that several replicas count together. Each statement that counts refuses, too: of two at once the second
 * waits for the first one's row and is held against what that one left.
 */
@Repository
class BudgetTable {

    private static final int MOST_ROWS = 500;

    private static final String COLUMNS = "id, project, person, kind, begins, used, stopped, release";

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final BudgetPace pace;
    private final BudgetLimits defaults;

    BudgetTable(
            JdbcClient jdbc,
            TenantTransactions transactions,
            BudgetPace pace,
            @Value("${visor.budgets.views:300}") long views,
            @Value("${visor.budgets.subjects:600}") long subjects,
            @Value("${visor.budgets.bytes:2147483648}") long bytes,
            @Value("${visor.budgets.off-task:20}") long offTask) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.pace = pace;
        this.defaults = new BudgetLimits(views, subjects, bytes, offTask);
    }

    /** What counts where a project says nothing. */
    BudgetLimits defaults() {
        return defaults;
    }

    /** What counts for a project: its own word, or what follows from its pace and the installation's defaults. */
    BudgetLimits limits(TenantId tenant, UUID project, Instant now) {
        return stated(tenant, project).orElseGet(() -> pace.limits(tenant, project, defaults, now));
    }

    /** What a project itself says. */
    Optional<BudgetLimits> stated(TenantId tenant, UUID project) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select views, subjects, bytes, off_task from budget_limit where project = ?")
                        .param(project)
                        .query((row, number) ->
                                new BudgetLimits(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                        .optional());
    }

    /** From now on these count for the project. */
    void limit(TenantId tenant, UUID project, BudgetLimits limits) {
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql("""
                        insert into budget_limit (project, tenant, views, subjects, bytes, off_task) values (?, ?, ?, ?, ?, ?)
                        on conflict (project) do update set views = excluded.views, subjects = excluded.subjects,
                            bytes = excluded.bytes, off_task = excluded.off_task
                        """)
                        .params(
                                project,
                                tenant.value(),
                                limits.views(),
                                limits.subjects(),
                                limits.bytes(),
                                limits.offTask())
                        .update());
    }

    /** How a person's budgets stand. */
    BudgetStanding standing(TenantId tenant, UUID project, KeyOwner person, Instant now) {
        return transactions.inTenant(tenant, () -> {
            Map<BudgetKind, BudgetUse> uses = new EnumMap<>(BudgetKind.class);
            jdbc.sql("select " + COLUMNS + " from budget_use where project = ? and person = ?"
                            + " and (kind in ('views', 'off-task') and begins = ?"
                            + " or kind in ('subjects', 'bytes') and begins = ?)")
                    .params(
                            project,
                            person.value(),
                            Timestamp.from(BudgetKind.VIEWS.begins(now)),
                            Timestamp.from(BudgetKind.SUBJECTS.begins(now)))
                    .query(BudgetTable::use)
                    .list()
                    .forEach(use -> uses.put(use.kind(), use));
            return new BudgetStanding(now, limits(tenant, project, now), uses);
        });
    }

    /** Whether a person saw this subject on this day. */
    boolean seen(TenantId tenant, UUID project, KeyOwner person, KeyOwner subject, Instant now) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select exists (select from budget_subject"
                                + " where project = ? and person = ? and day = ? and subject = ?)")
                        .params(project, person.value(), day(now), subject.value())
                        .query(Boolean.class)
                        .single());
    }

    /**
     * Counts a delivery, or nothing of it.
     *
     * @param picture counts the picture in the same transaction; false where it is one too many of the person
     */
    Charged charge(
            TenantId tenant,
            UUID project,
            KeyOwner person,
            KeyOwner subject,
            long bytes,
            Instant now,
            BooleanSupplier picture) {
        try {
            transactions.runInTenant(tenant, () -> {
                if (!picture.getAsBoolean()) {
                    throw new DoesNotFit(false, Set.of());
                }
                BudgetLimits limits = limits(tenant, project, now);
                BudgetCost cost = new BudgetCost(1, note(tenant, project, person, subject, now), bytes);
                Set<BudgetKind> over = EnumSet.noneOf(BudgetKind.class);
                // In one order for everybody, so that no two wait for one another.
                for (BudgetKind kind : List.of(BudgetKind.SUBJECTS, BudgetKind.BYTES, BudgetKind.VIEWS)) {
                    if (cost.of(kind) > 0 && !take(tenant, project, person, kind, cost.of(kind), limits, now)) {
                        over.add(kind);
                    }
                }
                if (!over.isEmpty()) {
                    throw new DoesNotFit(true, over);
                }
            });
            return new Charged(true, Set.of());
        } catch (DoesNotFit refused) {
            return new Charged(refused.picture, refused.over);
        }
    }

    /**
     * What came of counting a delivery.
     *
     * @param picture false where it would be one too many of the person
     * @param over the kinds that it did not fit into; none if it was counted
     */
    record Charged(boolean picture, Set<BudgetKind> over) {}

    /** 1 where the subject is new on this day. */
    private int note(TenantId tenant, UUID project, KeyOwner person, KeyOwner subject, Instant now) {
        return jdbc.sql("insert into budget_subject (tenant, project, person, day, subject) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(tenant.value(), project, person.value(), day(now), subject.value())
                .update();
    }

    private boolean take(
            TenantId tenant,
            UUID project,
            KeyOwner person,
            BudgetKind kind,
            long cost,
            BudgetLimits limits,
            Instant now) {
        return jdbc.sql("""
                                insert into budget_use (tenant, project, person, kind, begins, used)
                                select :tenant, :project, :person, :kind, cast(:begins as timestamptz), :cost where :cost <= :most
                                on conflict (project, person, kind, begins) do update set used = budget_use.used + excluded.used
                                where budget_use.used + excluded.used
                                    <= :most * case when budget_use.release is null then 1 else 2 end
                                """)
                        .param("tenant", tenant.value())
                        .param("project", project)
                        .param("person", person.value())
                        .param("kind", kind.label())
                        .param("begins", Timestamp.from(kind.begins(now)))
                        .param("cost", cost)
                        .param("most", limits.of(kind))
                        .update()
                == 1;
    }

    /** Counts an attempt: it was refused already, so nothing is refused here. */
    void attempt(TenantId tenant, UUID project, KeyOwner person, Instant now) {
        add(tenant, project, person, BudgetKind.OFF_TASK, 1, now);
    }

    /** The row of a budget in its present window, begun where nothing was used yet. */
    BudgetUse row(TenantId tenant, UUID project, KeyOwner person, BudgetKind kind, Instant now) {
        return transactions.inTenant(tenant, () -> {
            add(tenant, project, person, kind, 0, now);
            return jdbc.sql("select " + COLUMNS
                            + " from budget_use where project = ? and person = ? and kind = ? and begins = ?")
                    .params(project, person.value(), kind.label(), Timestamp.from(kind.begins(now)))
                    .query(BudgetTable::use)
                    .single();
        });
    }

    private void add(TenantId tenant, UUID project, KeyOwner person, BudgetKind kind, int times, Instant now) {
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql(
                                "insert into budget_use (tenant, project, person, kind, begins, used) values (?, ?, ?, ?, ?, ?)"
                                        + " on conflict (project, person, kind, begins)"
                                        + " do update set used = budget_use.used + excluded.used")
                        .params(
                                tenant.value(),
                                project,
                                person.value(),
                                kind.label(),
                                Timestamp.from(kind.begins(now)),
                                times)
                        .update());
    }

    /** Notes that more was asked for than there was; false where that is noted already. Within the caller's transaction. */
    boolean stop(UUID use, Instant now) {
        return jdbc.sql("update budget_use set stopped = ? where id = ? and stopped is null")
                        .params(Timestamp.from(now), use)
                        .update()
                == 1;
    }

    /** Gives the same again; false where somebody did already, or the row is gone. */
    boolean release(TenantId tenant, UUID use, UUID record) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("update budget_use set release = ? where id = ? and release is null")
                                .params(record, use)
                                .update()
                        == 1);
    }

    Optional<BudgetUse> find(TenantId tenant, UUID use) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select " + COLUMNS + " from budget_use where id = ?")
                        .param(use)
                        .query(BudgetTable::use)
                        .optional());
    }

    /** What is used in windows that run now, and what was used up since then; what was used up first, then by use. */
    List<BudgetUse> list(TenantId tenant, Instant now, Instant since) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select " + COLUMNS + " from budget_use"
                                + " where (kind in ('views', 'off-task') and begins = ?)"
                                + " or (kind in ('subjects', 'bytes') and begins = ?) or stopped >= ?"
                                + " order by stopped desc nulls last, begins desc, person, kind limit ?")
                        .params(
                                Timestamp.from(BudgetKind.VIEWS.begins(now)),
                                Timestamp.from(BudgetKind.SUBJECTS.begins(now)),
                                Timestamp.from(since),
                                MOST_ROWS)
                        .query(BudgetTable::use)
                        .list());
    }

    /** Forgets whom annotators saw before a day, and what they used before another. */
    void forget(TenantId tenant, Instant seenBefore, Instant usedBefore) {
        transactions.runInTenant(tenant, () -> {
            jdbc.sql("delete from budget_subject where day < ?")
                    .param(day(seenBefore))
                    .update();
            jdbc.sql("delete from budget_use where begins < ?")
                    .param(Timestamp.from(usedBefore))
                    .update();
        });
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static BudgetUse use(ResultSet row, int number) throws SQLException {
        Timestamp stopped = row.getTimestamp("stopped");
        return new BudgetUse(
                row.getObject("id", UUID.class),
                row.getObject("project", UUID.class),
                new KeyOwner(row.getObject("person", UUID.class)),
                BudgetKind.labelled(row.getString("kind")),
                row.getTimestamp("begins").toInstant(),
                row.getLong("used"),
                stopped == null ? null : stopped.toInstant(),
                row.getObject("release", UUID.class));
    }

    /** Undoes what was counted of a delivery that does not fit as a whole. */
    private static final class DoesNotFit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean picture;
        private final transient Set<BudgetKind> over;

        DoesNotFit(boolean picture, Set<BudgetKind> over) {
            super("It does not fit", null, false, false);
            this.picture = picture;
            this.over = Set.copyOf(over);
        }
    }
}
