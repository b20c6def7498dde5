package dev.visor.gateway.subjects;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of reassignments. */
@Component
class ReassignmentTable {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    ReassignmentTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Inside the tenant's transaction; one that is there already stays as it is. */
    void begin(Reassignment wanted) {
        jdbc.sql("""
                        insert into reassignment (id, tenant, number, asset, line, from_subject, to_subject, asked)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
                        """)
                .params(
                        wanted.id(),
                        wanted.tenant().value(),
                        wanted.number(),
                        wanted.asset(),
                        wanted.line(),
                        wanted.from().value(),
                        wanted.to().value(),
                        wanted.asked().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Reassignment> find(TenantId tenant, UUID id) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select * from reassignment where tenant = ? and id = ?")
                        .params(tenant.value(), id)
                        .query((row, n) -> reassignment(row))
                        .optional());
    }

    /** All, the newest first. */
    List<Reassignment> all(TenantId tenant) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select * from reassignment where tenant = ? order by number desc")
                        .param(tenant.value())
                        .query((row, n) -> reassignment(row))
                        .list());
    }

    /** Those under way, in their order. */
    List<Reassignment> open(TenantId tenant) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select * from reassignment where tenant = ? and moved is null order by number")
                        .param(tenant.value())
                        .query((row, n) -> reassignment(row))
                        .list());
    }

    void done(Reassignment moved, int objects, Instant at, UUID record) {
        transactions.runInTenant(
                moved.tenant(),
                () -> jdbc.sql(
                                "update reassignment set objects = ?, moved = ?, record = ? where id = ? and moved is null")
                        .params(objects, at.atOffset(ZoneOffset.UTC), record, moved.id())
                        .update());
    }

    private static Reassignment reassignment(ResultSet row) throws SQLException {
        OffsetDateTime moved = row.getObject("moved", OffsetDateTime.class);
        return new Reassignment(
                row.getObject("id", UUID.class),
                new TenantId(row.getObject("tenant", UUID.class)),
                row.getLong("number"),
                row.getObject("asset", UUID.class),
                row.getInt("line"),
                new KeyOwner(row.getObject("from_subject", UUID.class)),
                new KeyOwner(row.getObject("to_subject", UUID.class)),
                row.getObject("asked", OffsetDateTime.class).toInstant(),
                row.getObject("objects", Integer.class),
                moved == null ? null : moved.toInstant(),
                row.getObject("record", UUID.class));
    }
}
