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
