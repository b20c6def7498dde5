package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever forgets a WHERE, a tenant or a transaction sees nothing; what only grows is not changed. */
class TableTests {

    private static final String ISOLATION =
            "(tenant = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";

    private static final Installation VISOR = Installation.shared();
    private static final Database DATABASE = new Database(VISOR.bean(DatabaseAccess.class));
    private static final UUID STRANGER = UUID.randomUUID();

    /** Whose transactions see what is the operator's own; no tenant has this identifier. */
    private static final UUID OPERATOR = new UUID(0, 0);

    private static UUID tenant = STRANGER;

    @BeforeAll
    static void fillsEachTable() {
        tenant = FilledTables.fill(VISOR, DATABASE);
    }

    @Test
    void eachTableIsUnderForcedRowLevelSecurityOrHasAReason() {
        List<String> open = DATABASE.owner()
                .sql(
                        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
                                + " and not (relrowsecurity and relforcerowsecurity)")
                .query((row, number) -> row.getString(1))
                .list();
        List<String> withTenant = DATABASE.owner()
                .sql("select table_name from information_schema.columns where table_schema = 'public'"
                        + " and column_name = 'tenant' and table_name <> 'trail_log'")
                .query((row, number) -> row.getString(1))
                .list();

        assertThat(open).containsExactlyInAnyOrderElementsOf(OpenTables.REASONS.keySet());
        assertThat(guarded()).containsExactlyInAnyOrderElementsOf(withTenant);
    }

    @Test
    void eachGuardedTableReadsAndWritesByTenantAlone() {
        for (String table : guarded()) {
            assertThat(policies(table))
                    .as(table)
                    .contains("tenant_isolation ALL " + ISOLATION + " " + ISOLATION)
                    .hasSize(
                            Set.of(
                                                    "task_ticket",
                                                    "approval",
                                                    "recused_ticket",
                                                    "enough_ticket",
                                                    "kept_ticket",
                                                    "turn_ticket",
                                                    "task_handle",
                                                    "view_link")
                                            .contains(table)
                                    ? 2
                                    : 1);
        }
        assertThat(policies("approval"))
                .anyMatch(policy -> policy.startsWith("operator_acts ALL ((tenant IS NULL) AND")
                        && policy.contains("app.tenant")
                        && policy.contains("'" + OPERATOR + "'::uuid"));
        assertThat(policies("recused_ticket"))
                .anyMatch(policy ->
                        policy.startsWith("own_recusals SELECT (annotator = (NULLIF(current_setting('app.person'"));
        assertThat(policies("task_ticket"))
                .anyMatch(policy -> policy.startsWith("own_teams SELECT") && policy.contains("app.teams"));
    }

    @Test
    void nobodySeesARowWithoutATenantOrATransactionOrAsAnotherTenant() {
        List<String> faults = new ArrayList<>();
        for (String table : guarded()) {
            if (DATABASE.asApp(tenant, app -> rows(app, table)) == 0) {
                faults.add(table + " holds nothing, so that this test shows nothing");
            }
            JdbcClient app = DATABASE.app();
            app.sql("select set_config('app.tenant', ?, true)")
                    .param(tenant.toString())
                    .query(String.class)
                    .single();
            if (rows(app, table) != 0) {
                faults.add(table + " is seen without a transaction");
            }
            if (DATABASE.asApp(null, nobody -> rows(nobody, table)) != 0) {
                faults.add(table + " is seen without a tenant");
            }
            if (DATABASE.asApp(STRANGER, stranger -> rows(stranger, table)) != 0) {
                faults.add(table + " is seen as another tenant");
            }
            if (DATABASE.asOwner(null, owner -> rows(owner, table)) != 0) {
                faults.add(table + " is seen by its owner without a tenant");
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aTeamSeesItsOwnTicketsOnly() {
        List<UUID> teams = DATABASE.asApp(
                tenant,
                app -> app.sql("select distinct team from task_ticket")
                        .query((row, number) -> row.getObject(1, UUID.class))
                        .list());
        assertThat(teams).hasSize(1);

        assertThat(tickets(teams.getFirst())).isEqualTo(3);
        assertThat(tickets(UUID.randomUUID())).isZero();
    }

    @Test
    void aGrantIsUsedOnceWhoeverWritesTheRowAndIsNotMovedToAnother() {
        String use = "update view_grant set used_at = now()";
        assertThat(DATABASE.<Integer>asApp(tenant, app -> app.sql(use).update()))
                .isPositive();
        assertThatThrownBy(() -> DATABASE.asApp(tenant, app -> app.sql(use).update()))
                .hasStackTraceContaining("good for one delivery");
        for (String column : List.of("annotator", "task", "session", "expires_at", "policy_set", "lease_ends")) {
            denied(() -> DATABASE.asApp(
                    tenant,
                    app -> app.sql("update view_grant set " + column + " = " + column)
                            .update()));
        }
    }

    @Test
    void aLinkIsCountedUpOneByOneAndIsNotMovedToAnother() {
        String use = "update view_link set fetched = fetched + 1";
        assertThat(DATABASE.<Integer>asApp(tenant, app -> app.sql(use).update()))
                .isPositive();
        for (String count : List.of("0", "fetched", "fetched + 2")) {
            assertThatThrownBy(() -> DATABASE.asApp(
                            tenant,
                            app -> app.sql("update view_link set fetched = " + count)
                                    .update()))
                    .hasStackTraceContaining("counted one by one");
        }
        for (String column :
                List.of("annotator", "task", "session", "expires_at", "policy_set", "lease_ends", "caller", "most")) {
            denied(() -> DATABASE.asApp(
                    tenant,
                    app -> app.sql("update view_link set " + column + " = " + column)
                            .update()));
        }
    }

    @Test
    void anAnnotatorSeesNobodyElsesRecusals() {
        UUID annotator = DATABASE.asApp(
                tenant,
                app -> app.sql("select annotator from recused_ticket limit 1")
                        .query(UUID.class)
                        .single());
        assertThat(of(annotator, "recused_ticket")).isPositive();
        assertThat(of(UUID.randomUUID(), "recused_ticket")).isZero();
    }

    @Test
    void anAnnotatorSeesNobodyElsesIdentifiersOfTasks() {
        UUID annotator = DATABASE.asApp(
                tenant,
                app -> app.sql("select annotator from task_handle limit 1")
                        .query(UUID.class)
                        .single());
        assertThat(of(annotator, "task_handle")).isPositive();
        assertThat(of(UUID.randomUUID(), "task_handle")).isZero();
    }

    @Test
    void onlyTheOperatorSeesItsOwnApprovals() {
        UUID id = UUID.randomUUID();
        String insert = "insert into approval (id, tenant, act, object, reason, asked_by, asked_at, expires_at)"
                + " values (?, null, 'root-rotate', 'domain:00000000-0000-0000-0000-000000000001', 'asked', gen_random_uuid(), now(), now() + interval '1 day')";
        String count = "select count(*) from approval where tenant is null and id = ?";
        for (UUID other : new UUID[] {tenant, STRANGER}) {
            assertThatThrownBy(() -> DATABASE.asApp(
                            other, app -> app.sql(insert).param(id).update()))
                    .hasStackTraceContaining("row-level security");
        }
        DATABASE.asApp(OPERATOR, app -> app.sql(insert).param(id).update());

        for (@Nullable UUID other : new @Nullable UUID[] {tenant, STRANGER, null}) {
            int seen = DATABASE.asApp(
                    other, app -> app.sql(count).param(id).query(Integer.class).single());
            assertThat(seen).as("seen as " + other).isZero();
        }
        int own = DATABASE.asApp(
                OPERATOR, app -> app.sql(count).param(id).query(Integer.class).single());
        assertThat(own).isEqualTo(1);
        assertThat(DATABASE.<Integer>asApp(OPERATOR, app -> rows(app, "view"))).isZero();
    }

    @Test
    void nobodyWritesIntoAnotherTenant() {
        assertThatThrownBy(() -> DATABASE.asApp(
                        STRANGER,
                        app -> app.sql(
                                        "insert into finding (id, tenant, rule, severity, sentence, object, owner, state,"
                                                + " created) values (?, ?, 'r', 'info', 'A.', 'view:1', 'o', 'open', now())")
                                .params(UUID.randomUUID(), tenant)
                                .update()))
                .hasStackTraceContaining("row-level security");
        int moved = DATABASE.asApp(
                STRANGER, app -> app.sql("update finding set sentence = 'B.'").update());
        assertThat(moved).isZero();
        assertThatThrownBy(() -> DATABASE.asApp(
                        tenant,
                        app -> app.sql("update finding set tenant = ?")
                                .param(STRANGER)
                                .update()))
                .hasStackTraceContaining("row-level security");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annotation",
                "consent",
                "point_comment",
                "handover_note",
                "skipped_task",
                "export",
                "export_face",
                "export_sealing",
                "project_recipient",
                "keys_custodian",
                "policy_set",
                "policy_rehearsal",
                "policy_activation",
                "tenant"
            })
    void theApplicationCannotChangeWhatOnlyGrows(String table) {
        denied(() ->
                DATABASE.asApp(tenant, app -> app.sql("delete from " + table).update()));
        denied(() -> DATABASE.asApp(
                tenant,
                app -> app.sql("update " + table + " set " + first(table) + " = " + first(table))
                        .update()));
        denied(() -> DATABASE.asApp(tenant, app -> app.sql("truncate " + table).update()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trail_log",
                "trail_epoch",
                "trail_record",
                "trail_index",
                "trail_head",
                "trail_counter",
                "trail_counts",
                "trail_about",
                "trail_actor",
                "trail_search_drop",
                "trail_check",
                "trail_space",
                "trail_year",
                "trail_removal",
                "trail_removal_done",
                "trail_hold",
                "trail_hold_lift",
                "trail_before"
            })
    void theApplicationHasNoRightOnTheTrailAndTheTrailCannotChangeIt(String table) {
        String column = first(table);
        for (String sql : List.of(
                "select count(*) from " + table,
                "delete from " + table,
                "update " + table + " set " + column + " = " + column,
                "insert into " + table + " default values")) {
            denied(() -> DATABASE.asApp(tenant, app -> run(app, sql)));
        }
        denied(() -> DATABASE.asTrail(trail -> trail.sql("delete from " + table).update()));
        denied(() -> DATABASE.asTrail(trail ->
                trail.sql("update " + table + " set " + column + " = " + column).update()));
        denied(() -> DATABASE.asTrail(trail -> trail.sql("truncate " + table).update()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trail_log",
                "trail_epoch",
                "trail_record",
                "trail_index",
                "trail_head",
                "trail_counts",
                "trail_check",
                "trail_space",
                "trail_year",
                "trail_removal",
                "trail_removal_done",
                "trail_hold",
                "trail_hold_lift"
            })
    void notEvenTheOwnerChangesTheTrailByAPlainStatement(String table) {
        String column = first(table);
        assertThatThrownBy(() -> DATABASE.asOwner(
                        null, owner -> owner.sql("delete from " + table).update()))
                .hasStackTraceContaining("the trail only grows");
        assertThatThrownBy(() -> DATABASE.asOwner(
                        null,
                        owner -> owner.sql("update " + table + " set " + column + " = " + column)
                                .update()))
                .hasStackTraceContaining("the trail only grows");
        assertThatThrownBy(() -> DATABASE.asOwner(
                        null,
                        owner -> owner.sql("truncate " + table + " cascade").update()))
                .hasStackTraceContaining("the trail only grows");
    }

    @Test
    void theApplicationCannotLiftItsOwnGuard() {
        for (String sql : List.of(
                "alter table view disable row level security",
                "drop policy tenant_isolation on view",
                "set role visor_owner",
                "set role visor_trail",
                "alter role visor_app bypassrls",
                "grant select on trail_record to visor_app",
                "create table mine (a int)")) {
            assertThatThrownBy(() -> DATABASE.asApp(tenant, app -> run(app, sql)))
                    .as(sql)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).hasStackTraceContaining("permission denied");
    }

    private static int run(JdbcClient jdbc, String sql) {
        if (sql.startsWith("select")) {
            return jdbc.sql(sql).query(Integer.class).single();
        }
        return jdbc.sql(sql).update();
    }

    private static int rows(JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static int tickets(UUID team) {
        return DATABASE.asApp(null, app -> {
            app.sql("select set_config('app.teams', ?, true)")
                    .param(team.toString())
                    .query(String.class)
                    .single();
            return rows(app, "task_ticket");
        });
    }

    private static int of(UUID person, String table) {
        return DATABASE.asApp(null, app -> {
            app.sql("select set_config('app.person', ?, true)")
                    .param(person.toString())
                    .query(String.class)
                    .single();
            return rows(app, table);
        });
    }

    private static List<String> guarded() {
        return DATABASE.owner()
                .sql("select relname from pg_class where relkind in ('r', 'p')"
                        + " and relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static List<String> policies(String table) {
        return DATABASE.owner()
                .sql("select policyname || ' ' || cmd || ' ' || qual || ' ' || coalesce(with_check, '')"
                        + " from pg_policies where schemaname = 'public' and tablename = ?")
                .param(table)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String first(String table) {
        return DATABASE.owner()
                .sql("select attname from pg_attribute where attrelid = ?::regclass and attnum > 0"
                        + " and attidentity = '' order by attnum limit 1")
                .param(table)
                .query(String.class)
                .single();
    }
}
