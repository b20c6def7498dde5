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

/**
 * The rows of objects and wraps; every method runs inside the tenant's transaction.
 *
 * <p>What others hold of an object is its edition: the generation that they sealed. The body that holds an edition may have a
 * higher generation, since it was sealed anew; then its row says whose edition it is, and that it is the current one.
 */
final class VaultTable {

    private final JdbcClient jdbc;

    VaultTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An object's row.
     *
     * @param body the generation whose body holds the object now
     * @param number the wrap's
     * @param wrap null once shredded
     */
    record Row(int body, int number, @Nullable ObjectWrap wrap) {}

    /** An object whose sidecars do not yet say what its row says. */
    record Unsettled(UUID id, int generation, Row row) {}

    /** Objects with a key that were made before and that no row was found to name. */
    List<ObjectRef> unnamed(TenantId tenant, Instant before, int most) {
        return jdbc.sql("""
                        select o.id, o.kind, o.edition from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.current and not o.named and o.created < ? and w.shredded_at is null
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

    /** The editions of an object but this one that have a key. */
    List<ObjectRef> otherGenerations(ObjectRef object) {
        return jdbc.sql("""
                        select o.id, o.kind, o.edition from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.id = ? and o.edition <> ? and o.current and w.shredded_at is null
                        order by o.edition
                        """)
                .params(object.tenant().value(), object.id().value(), object.generation())
                .query((rs, n) -> object(object.tenant(), rs))
                .list();
    }

    /** The objects with a key that an owner's key is needed for, in the order of their making. */
    List<ObjectRef> ownedBy(TenantId tenant, KeyOwner owner) {
        return jdbc.sql("""
                        select o.id, o.kind, o.edition from vault_wrap w
                        join vault_object o on o.tenant = w.tenant and o.id = w.object and o.generation = w.generation
                        where w.tenant = ? and w.owners @> array[cast(? as uuid)] and w.shredded_at is null and o.current
                        order by o.created, o.id, o.edition
                        """)
                .params(tenant.value(), owner.value())
                .query((rs, n) -> object(tenant, rs))
                .list();
    }

    /** Objects with a key, in the order of their making. */
    List<ObjectRef> some(TenantId tenant, int most) {
        return jdbc.sql("""
                        select o.id, o.kind, o.edition from vault_wrap w
                        join vault_object o on o.tenant = w.tenant and o.id = w.object and o.generation = w.generation
                        where w.tenant = ? and w.shredded_at is null and o.current
                        order by o.created, o.id, o.edition limit ?
                        """)
                .params(tenant.value(), most)
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

    void insert(ObjectRef object, long sealedSize, ObjectWrap wrap) {
        jdbc.sql("insert into vault_object (tenant, id, generation, kind, sealed_size) values (?, ?, ?, ?, ?)")
                .params(
                        object.tenant().value(),
                        object.id().value(),
                        object.generation(),
                        object.kind().number(),
                        sealedSize)
                .update();
        insert(object, wrap);
    }

    /** Announces the body in which an edition was sealed anew. */
    void insertResealed(ObjectRef body, int edition, long sealedSize, ObjectWrap wrap) {
        jdbc.sql("""
                        insert into vault_object (tenant, id, generation, reseals, kind, sealed_size, named)
                        select tenant, id, ?, ?, kind, ?, named from vault_object
                        where tenant = ? and id = ? and generation = ?
                        """)
                .params(
                        body.generation(),
                        edition,
                        sealedSize,
                        body.tenant().value(),
                        body.id().value(),
                        edition)
                .update();
        insert(body, wrap);
    }

    private void insert(ObjectRef object, ObjectWrap wrap) {
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

    /**
     * The row of the body that holds an object now. Which one that is and its wrap are read in one statement, so that nobody
     * who opens an object meets the moment in which it is sealed anew.
     */
    Optional<Row> find(ObjectRef object) {
        return jdbc.sql("""
                        select o.generation, w.number, w.owners, w.wrapped from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.id = ? and o.edition = ? and o.kind = ? and o.current
                        """)
                .params(
                        object.tenant().value(),
                        object.id().value(),
                        object.generation(),
                        object.kind().number())
                .query((rs, n) -> row(rs))
                .optional();
    }

    /**
     * Lets one at a time change an object's wrap or body, until the transaction ends. The row of the edition itself stands for
     * all its bodies: it stays, whichever of them is the current one.
     */
    void lock(ObjectRef object) {
        jdbc.sql("select 1 from vault_object where tenant = ? and id = ? and generation = ? for no key update")
                .params(object.tenant().value(), object.id().value(), object.generation())
                .query(Integer.class)
                .optional();
    }

    /** Puts another wrap on this very body. */
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

    /** Destroys an object's key, whichever body holds it. */
    void shred(ObjectRef object) {
        lock(object);
        jdbc.sql("""
                        update vault_wrap w set wrapped = null, shredded_at = now(), mirrored = false from vault_object o
                        where o.tenant = ? and o.id = ? and o.edition = ? and o.current and w.shredded_at is null
                          and w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        """)
                .params(object.tenant().value(), object.id().value(), object.generation())
                .update();
    }

    /** Puts another body, which is announced next, in the place of this one, whose key goes. The object is locked. */
    void supersede(ObjectRef body) {
        jdbc.sql("""
                        update vault_wrap set wrapped = null, shredded_at = now(), mirrored = false
                        where tenant = ? and object = ? and generation = ?
                        """)
                .params(body.tenant().value(), body.id().value(), body.generation())
                .update();
        jdbc.sql("update vault_object set current = false where tenant = ? and id = ? and generation = ?")
                .params(body.tenant().value(), body.id().value(), body.generation())
                .update();
    }

    /** A body's sidecars come before those of the one that it replaced go. */
    List<Unsettled> unsettled(TenantId tenant) {
        return jdbc.sql("""
                        select object, generation, number, owners, wrapped from vault_wrap
                        where tenant = ? and not mirrored order by object, generation desc for update
                        """)
                .param(tenant.value())
                .query((rs, n) -> unsettled(rs))
                .list();
    }

    /** The row of the body that holds an object now, locked, if its sidecars once said the same. */
    Optional<Row> mirrored(ObjectRef object) {
        return jdbc.sql("""
                        select o.generation, w.number, w.owners, w.wrapped from vault_object o
                        join vault_wrap w on w.tenant = o.tenant and w.object = o.id and w.generation = o.generation
                        where o.tenant = ? and o.id = ? and o.edition = ? and o.current and w.mirrored for update of w
                        """)
                .params(object.tenant().value(), object.id().value(), object.generation())
                .query((rs, n) -> row(rs))
                .optional();
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
                rs.getInt("edition"));
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
                rs.getInt("generation"),
                number,
                wrapped == null
                        ? null
                        : new ObjectWrap(
                                number, Arrays.stream(owners).map(KeyOwner::new).toList(), wrapped));
    }
}
