package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When objects were checked, and what was wrong with them; every method runs inside the tenant's transaction. */
final class CheckTable {

    private final JdbcClient jdbc;

    CheckTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An object whose turn it is to be checked.
     *
     * @param size of the sealed body, bytes
     * @param fault what was wrong with it when it was checked last
     * @param shredded whether its key is gone, so that nothing is left to be checked
     */
    record Due(ObjectRef object, long size, @Nullable String fault, boolean shredded) {}

    /** Objects of a kind that were checked before, or never; those longest unchecked come first. */
    List<Due> due(TenantId tenant, ObjectKind kind, Instant before, int most) {
        // What is due stands at the front of the index: sorted and cut there, then sifted.
        return jdbc.sql("""
                        select * from (
                            select o.id, o.kind, o.edition, o.sealed_size, o.fault, o.checked, o.created,
                                   w.shredded_at is not null as shredded
                            from vault_object o
                            join vault_wrap w
                              on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                            where o.tenant = ? and o.kind = ? and o.current
                            order by o.checked nulls first, o.created limit ?) first
                        where checked is null or checked < ?
                        order by checked nulls first, created
                        """)
                .params(tenant.value(), kind.number(), most, before.atOffset(ZoneOffset.UTC))
                .query((rs, n) -> due(tenant, rs))
                .list();
    }

    /** Objects that were damaged when they were checked last, before. */
    List<Due> damaged(TenantId tenant, Instant before, int most) {
        return jdbc.sql("""
                        select o.id, o.kind, o.edition, o.sealed_size, o.fault, w.shredded_at is not null as shredded
                        from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.current and o.fault is not null and o.checked < ?
                        order by o.checked limit ?
                        """)
                .params(tenant.value(), before.atOffset(ZoneOffset.UTC), most)
                .query((rs, n) -> due(tenant, rs))
                .list();
    }

    /** Notes that an object was checked, and what was wrong with it. */
    void checked(ObjectRef object, Instant at, @Nullable ObjectFault fault) {
        jdbc.sql("update vault_object set checked = :at, fault = :fault"
                        + " where tenant = :tenant and id = :id and edition = :edition and current")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("fault", fault == null ? null : fault.label())
                .param("tenant", object.tenant().value())
                .param("id", object.id().value())
                .param("edition", object.generation())
                .update();
    }

    /** How many objects were damaged when they were checked last. */
    int faulty(TenantId tenant) {
        return jdbc.sql("select count(*) from vault_object where tenant = ? and fault is not null and current")
                .param(tenant.value())
                .query(Integer.class)
                .single();
    }

    static Due due(TenantId tenant, ResultSet rs) throws SQLException {
        ObjectRef object = new ObjectRef(
                tenant,
                new ObjectId(rs.getObject("id", UUID.class)),
                ObjectKind.numbered(rs.getInt("kind")),
                rs.getInt("edition"));
        return new Due(object, rs.getLong("sealed_size"), rs.getString("fault"), rs.getBoolean("shredded"));
    }
}
