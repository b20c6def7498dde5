package dev.visor.gateway.vault;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of objects and wraps; every method runs inside the tenant's transaction. */
final class VaultTable {

    private final JdbcClient jdbc;

    VaultTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An object's row.
     *
     * @param number the wrap's
     * @param wrap null once shredded
     */
    record Row(int number, @Nullable ObjectWrap wrap) {}

    /** An object whose sidecars do not yet say what its row says. */
    record Unsettled(UUID id, int generation, Row row) {}

    /** Objects with a key that were made before and that no row was found to name. */
    List<ObjectRef> unnamed(TenantId tenant, Instant before, int most) {
        return jdbc.sql("""
                        select o.id, o.kind, o.generation from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and not o.named and o.created < ? and w.shredded_at is null
                        order by o.created limit ?
                        """)
                .params(tenant.value(), before.atOffset(ZoneOffset.UTC), most)
                .query((rs, n) -> object(tenant, rs))
                .list();
    }

    /** The highest generation that an object has a row of; 0 without one. */
    int newestGeneration(ObjectRef object) {
        return jdbc.sql("select coalesce(max(generation), 0) from vault_object where tenant = ? and id = ?")
                .params(object.tenant().value(), object.id().value())
                .query(Integer.class)
                .single();
    }

    /** The generations of an object but this one that have a key. */
    List<ObjectRef> otherGenerations(ObjectRef object) {
        return jdbc.sql("""
                        select o.id, o.kind, o.generation from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.id = ? and o.generation <> ? and w.shredded_at is null
                        order by o.generation
                        """)
                .params(object.tenant().value(), object.id().value(), object.generation())
                .query((rs, n) -> object(object.tenant(), rs))
                .list();
    }

    /** The objects with a key that an owner's key is needed for, in the order of their making. */
    List<ObjectRef> ownedBy(TenantId tenant, KeyOwner owner) {
        return jdbc.sql("""
                        select o.id, o.kind, o.generation from vault_wrap w
                        join vault_object o on o.tenant = w.tenant and o.id = w.object and o.generation = w.generation
                        where w.tenant = ? and w.owners @> array[cast(? as uuid)] and w.shredded_at is null
                        order by o.created, o.id, o.generation
                        """)
                .params(tenant.value(), owner.value())
                .query((rs, n) -> object(tenant, rs))
                .list();
    }

    void named(TenantId tenant, Collection<UUID> objects) {
        jdbc.sql("update vault_object set named = true where tenant = ? and id = any (?)")
                .params(tenant.value(), objects.toArray(UUID[]::new))
                .update();
    }

    /** The bodies of these objects that have a row, {@code ID.GEN} each. */
    Set<String> bodies(TenantId tenant, Collection<UUID> objects) {
        return Set.copyOf(jdbc.sql("select id || '.' || generation from vault_object where tenant = ? and id = any (?)")
                .params(tenant.value(), objects.toArray(UUID[]::new))
                .query(String.class)
                .list());
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
                            select o.id, o.kind, o.generation, o.sealed_size, o.fault, o.checked, o.created,
                                   w.shredded_at is not null as shredded
                            from vault_object o
                            join vault_wrap w
                              on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                            where o.tenant = ? and o.kind = ?
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
                        select o.id, o.kind, o.generation, o.sealed_size, o.fault, w.shredded_at is not null as shredded
                        from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.fault is not null and o.checked < ? order by o.checked limit ?
                        """)
                .params(tenant.value(), before.atOffset(ZoneOffset.UTC), most)
                .query((rs, n) -> due(tenant, rs))
                .list();
    }

    private static Due due(TenantId tenant, ResultSet rs) throws SQLException {
        ObjectRef object = new ObjectRef(
                tenant,
                new ObjectId(rs.getObject("id", UUID.class)),
                ObjectKind.numbered(rs.getInt("kind")),
                rs.getInt("generation"));
        return new Due(object, rs.getLong("sealed_size"), rs.getString("fault"), rs.getBoolean("shredded"));
    }

    /** Notes that an object was checked, and what was wrong with it. */
    void checked(ObjectRef object, Instant at, @Nullable ObjectFault fault) {
        jdbc.sql("update vault_object set checked = :at, fault = :fault"
                        + " where tenant = :tenant and id = :id and generation = :generation")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("fault", fault == null ? null : fault.label())
                .param("tenant", object.tenant().value())
                .param("id", object.id().value())
                .param("generation", object.generation())
                .update();
    }

    /** How many objects were damaged when they were checked last. */
    int faulty(TenantId tenant) {
        return jdbc.sql("select count(*) from vault_object where tenant = ? and fault is not null")
                .param(tenant.value())
                .query(Integer.class)
                .single();
    }

    void insert(ObjectRef object, long sealedSize, ObjectWrap wrap) {
        jdbc.sql("insert into vault_object (tenant, id, generation, kind, sealed_size) values (?, ?, ?, ?, ?)")
                .params(
                        object.tenant().value(),
                        object.id().value(),
                        object.generation(),
                        object.kind().number(),
                        sealedSize)
                .update();
        jdbc.sql("""
                        insert into vault_wrap (tenant, object, generation, number, owners, wrapped, mirrored)
                        values (:tenant, :object, :generation, :number, :owners, :wrapped, false)
                        """)
                .param("tenant", object.tenant().value())
                .param("object", object.id().value())
                .param("generation", object.generation())
                .param("number", wrap.number())
                .param("owners", ids(wrap.owners()))
                .param("wrapped", wrap.wrapped())
                .update();
    }

    Optional<Row> find(ObjectRef object, boolean forUpdate) {
        return jdbc.sql("""
                        select w.number, w.owners, w.wrapped from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.id = ? and o.generation = ? and o.kind = ?
                        """ + (forUpdate ? " for update of w" : ""))
                .params(
                        object.tenant().value(),
                        object.id().value(),
                        object.generation(),
                        object.kind().number())
                .query((rs, n) -> row(rs))
                .optional();
    }

    void replace(ObjectRef object, ObjectWrap wrap) {
        jdbc.sql("""
                        update vault_wrap set number = :number, owners = :owners, wrapped = :wrapped, mirrored = false
                        where tenant = :tenant and object = :object and generation = :generation
                        """)
                .param("number", wrap.number())
                .param("owners", ids(wrap.owners()))
                .param("wrapped", wrap.wrapped())
                .param("tenant", object.tenant().value())
                .param("object", object.id().value())
                .param("generation", object.generation())
                .update();
    }

    void shred(ObjectRef object) {
        jdbc.sql("""
                        update vault_wrap set wrapped = null, shredded_at = now(), mirrored = false
                        where tenant = ? and object = ? and generation = ? and shredded_at is null
                        """)
                .params(object.tenant().value(), object.id().value(), object.generation())
                .update();
    }

    List<Unsettled> unsettled(TenantId tenant) {
        return jdbc.sql("""
                        select object, generation, number, owners, wrapped from vault_wrap
                        where tenant = ? and not mirrored order by object, generation for update
                        """)
                .param(tenant.value())
                .query((rs, n) -> unsettled(rs))
                .list();
    }

    Optional<Unsettled> unsettled(ObjectRef object) {
        return jdbc.sql("""
                        select object, generation, number, owners, wrapped from vault_wrap
                        where tenant = ? and object = ? and generation = ? and not mirrored for update
                        """)
                .params(object.tenant().value(), object.id().value(), object.generation())
                .query((rs, n) -> unsettled(rs))
                .optional();
    }

    void settled(TenantId tenant, Unsettled object) {
        jdbc.sql("update vault_wrap set mirrored = true where tenant = ? and object = ? and generation = ?")
                .params(tenant.value(), object.id(), object.generation())
                .update();
    }

    private static ObjectRef object(TenantId tenant, ResultSet rs) throws SQLException {
        return new ObjectRef(
                tenant,
                new ObjectId(rs.getObject("id", UUID.class)),
                ObjectKind.numbered(rs.getInt("kind")),
                rs.getInt("generation"));
    }

    private static UUID[] ids(Collection<KeyOwner> owners) {
        return owners.stream().map(KeyOwner::value).toArray(UUID[]::new);
    }

    private static Unsettled unsettled(ResultSet rs) throws SQLException {
        return new Unsettled(rs.getObject("object", UUID.class), rs.getInt("generation"), row(rs));
    }

    private static Row row(ResultSet rs) throws SQLException {
        int number = rs.getInt("number");
        byte[] wrapped = rs.getBytes("wrapped");
        UUID[] owners = (UUID[]) rs.getArray("owners").getArray();
        return new Row(
                number,
                wrapped == null
                        ? null
                        : new ObjectWrap(
                                number, Arrays.stream(owners).map(KeyOwner::new).toList(), wrapped));
    }
}
