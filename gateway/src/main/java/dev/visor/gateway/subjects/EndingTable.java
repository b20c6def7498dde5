package dev.visor.gateway.subjects;

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

/** The rows of tenants' ends. */
@Component
class EndingTable {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    EndingTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Inside the tenant's transaction; one that is there already stays as it is. */
    void begin(Ending ending) {
        jdbc.sql("insert into ending (id, tenant, number, asked) values (?, ?, ?, ?) on conflict do nothing")
                .params(
                        ending.id(),
                        ending.tenant().value(),
                        ending.number(),
                        ending.asked().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The end of a tenant, if there is one. */
    Optional<Ending> of(TenantId tenant) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("""
                        select e.*, coalesce((select sum(r.objects) from ending_record r where r.ending = e.id), 0)
                            as objects
                        from ending e where e.tenant = ?
                        """)
                        .param(tenant.value())
                        .query((row, n) -> ending(row))
                        .optional());
    }

    /** Notes that these many objects' keys are about to be destroyed, as a record says. */
    void recorded(Ending ending, UUID record, int objects) {
        transactions.runInTenant(
                ending.tenant(),
                () -> jdbc.sql("insert into ending_record (tenant, ending, record, objects) values (?, ?, ?, ?)")
                        .params(ending.tenant().value(), ending.id(), record, objects)
                        .update());
    }

    /** How many people, in pictures or at work, ever had a key for what names them. */
    long persons(TenantId tenant) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("""
                        select count(*) from keys_subject where tenant = ? and domain = 'identities' and epoch is not null
                        """).param(tenant.value()).query(Long.class).single());
    }

    /** The records that name what was destroyed. */
    List<UUID> records(Ending ending) {
        return ids(ending, "select record from ending_record where ending = ? order by record");
    }

    /** Notes which turn it waits for, inside the tenant's transaction. */
    void waitsFor(Ending ending, UUID turn) {
        jdbc.sql("insert into ending_turn (tenant, ending, turn) values (?, ?, ?) on conflict do nothing")
                .params(ending.tenant().value(), ending.id(), turn)
                .update();
    }

    /** The turns that it waits for. */
    List<UUID> turns(Ending ending) {
        return ids(ending, "select turn from ending_turn where ending = ? order by turn");
    }

    private List<UUID> ids(Ending ending, String sql) {
        return transactions.inTenant(
                ending.tenant(),
                () -> jdbc.sql(sql).param(ending.id()).query(UUID.class).list());
    }

    void done(Ending ending, long persons, Instant unreadable, UUID record) {
        transactions.runInTenant(
                ending.tenant(),
                () -> jdbc.sql(
                                "update ending set persons = ?, unreadable = ?, record = ? where id = ? and unreadable is null")
                        .params(persons, unreadable.atOffset(ZoneOffset.UTC), record, ending.id())
                        .update());
    }

    private static Ending ending(ResultSet row) throws SQLException {
        OffsetDateTime unreadable = row.getObject("unreadable", OffsetDateTime.class);
        return new Ending(
                row.getObject("id", UUID.class),
                new TenantId(row.getObject("tenant", UUID.class)),
                row.getLong("number"),
                row.getObject("asked", OffsetDateTime.class).toInstant(),
                row.getLong("objects"),
                row.getObject("persons", Long.class),
                unreadable == null ? null : unreadable.toInstant(),
                row.getObject("record", UUID.class));
    }
}
