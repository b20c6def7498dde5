package dev.visor.gateway.subjects;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of erasures. */
@Component
class ErasureTable {

    private static final String SELECT = """
            select e.*, (select count(*) from erasure_object o where o.erasure = e.id and o.fate = 'blanked') as blanked,
                (select count(*) from erasure_object o where o.erasure = e.id and o.fate = 'destroyed') as destroyed,
                (select count(*) from erasure_object o where o.erasure = e.id and o.fate = 'key-destroyed') as objects
            from erasure e where e.tenant = ?\s
            """;

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    ErasureTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Inside the tenant's transaction; one that is there already stays as it is. */
    void begin(Erasure erasure) {
        jdbc.sql("""
                        insert into erasure (id, tenant, number, subject, reason, blanking, asked)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        erasure.id(),
                        erasure.tenant().value(),
                        erasure.number(),
                        erasure.subject().value(),
                        erasure.reason().label(),
                        erasure.blanking(),
                        erasure.asked().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Erasure> find(TenantId tenant, UUID id) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql(SELECT + "and id = ?")
                        .params(tenant.value(), id)
                        .query((row, n) -> erasure(row))
                        .optional());
    }

    Optional<Erasure> of(TenantId tenant, KeyOwner subject) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql(SELECT + "and subject = ?")
                        .params(tenant.value(), subject.value())
                        .query((row, n) -> erasure(row))
                        .optional());
    }

    List<Erasure> all(TenantId tenant) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql(SELECT + "order by number desc")
                        .param(tenant.value())
                        .query((row, n) -> erasure(row))
                        .list());
    }

    /** Notes that these objects' keys are about to be destroyed, as a record says. */
    void recorded(Erasure erasure, UUID record, Collection<ObjectLabel> objects) {
        transactions.runInTenant(
                erasure.tenant(), () -> objects.forEach(object -> note(erasure, object, "key-destroyed", record)));
    }

    /** Notes what became of a picture that shows others, too. */
    void picture(Erasure erasure, ObjectLabel picture, boolean blanked) {
        transactions.runInTenant(
                erasure.tenant(), () -> note(erasure, picture, blanked ? "blanked" : "destroyed", null));
    }

    private void note(Erasure erasure, ObjectLabel object, String fate, @Nullable UUID record) {
        jdbc.sql("""
                        insert into erasure_object (tenant, erasure, object, fate, record) values (:tenant, :erasure, :object, :fate, :record)
                        on conflict (erasure, object) do nothing
                        """)
                .param("tenant", erasure.tenant().value())
                .param("erasure", erasure.id())
                .param("object", object.value())
                .param("fate", fate)
                .param("record", record)
                .update();
    }

    /** The records that name what was destroyed. */
    List<UUID> records(Erasure erasure) {
        return transactions.inTenant(
                erasure.tenant(),
                () -> jdbc.sql("""
                        select distinct record from erasure_object where erasure = ? and record is not null order by record
                        """).param(erasure.id()).query(UUID.class).list());
    }

    /** Notes which turn an erasure waits for, inside the tenant's transaction. */
    void waitsFor(Erasure erasure, UUID turn) {
        jdbc.sql("insert into erasure_turn (tenant, erasure, turn) values (?, ?, ?) on conflict do nothing")
                .params(erasure.tenant().value(), erasure.id(), turn)
                .update();
    }

    /** The turns that an erasure waits for. */
    List<UUID> turns(Erasure erasure) {
        return transactions.inTenant(
                erasure.tenant(),
                () -> jdbc.sql("select turn from erasure_turn where erasure = ? order by turn")
                        .param(erasure.id())
                        .query(UUID.class)
                        .list());
    }

    void done(Erasure erasure, Instant unreadable, UUID record) {
        transactions.runInTenant(
                erasure.tenant(),
                () -> jdbc.sql("update erasure set unreadable = ?, record = ? where id = ? and unreadable is null")
                        .params(unreadable.atOffset(ZoneOffset.UTC), record, erasure.id())
                        .update());
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        OffsetDateTime unreadable = row.getObject("unreadable", OffsetDateTime.class);
        return new Erasure(
                row.getObject("id", UUID.class),
                new TenantId(row.getObject("tenant", UUID.class)),
                row.getLong("number"),
                new KeyOwner(row.getObject("subject", UUID.class)),
                ErasureReason.labelled(row.getString("reason")).orElseThrow(),
                row.getBoolean("blanking"),
                row.getObject("asked", OffsetDateTime.class).toInstant(),
                row.getInt("blanked"),
                row.getInt("destroyed"),
                row.getInt("objects"),
                unreadable == null ? null : unreadable.toInstant(),
                row.getObject("record", UUID.class));
    }
}
