package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.SchemaRef;
import dev.visor.gateway.projects.SchemaUse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is worked on under which version of a schema, from the tables alone: no sheet is opened for it. */
@Repository
class SchemaUses implements SchemaUse {

    private static final int LISTED = 1000;

    private static final String SHEETS = """
            from annotation a join task t on t.id = a.task join project p on p.id = t.project
            where p.landmark_schema = ? and a.schema_version = ?
            """;

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Clock clock;

    SchemaUses(JdbcClient jdbc, TenantTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean held(TenantId tenant, UUID project) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql(
                                "select exists(select from task where project = ? and state = 'leased' and lease_ends > ?)")
                        .params(project, clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Boolean.class)
                        .single());
    }

    @Override
    public Placed placed(TenantId tenant, SchemaRef version) {
        return transactions.inTenant(tenant, () -> {
            List<PlacedSheet> sheets = jdbc.sql("select a.id, a.task, p.id as project, a.kind " + SHEETS
                            + " order by a.created desc, a.id limit " + LISTED)
                    .params(version.id(), version.version())
                    .query((row, number) -> new PlacedSheet(
                            row.getObject("id", UUID.class),
                            row.getObject("task", UUID.class),
                            row.getObject("project", UUID.class),
                            row.getString("kind")))
                    .list();
            List<UUID> projects = jdbc.sql("select distinct p.id " + SHEETS + " order by p.id")
                    .params(version.id(), version.version())
                    .query((row, number) -> row.getObject(1, UUID.class))
                    .list();
            return jdbc.sql("""
                            select count(distinct a.task) as tasks,
                                   count(*) filter (where a.kind = 'draft') as drafts,
                                   count(*) filter (where a.kind = 'submission') as submissions
                            """ + SHEETS)
                    .params(version.id(), version.version())
                    .query((row, number) -> new Placed(
                            row.getLong("tasks"), row.getLong("drafts"), row.getLong("submissions"), projects, sheets))
                    .single();
        });
    }
}
