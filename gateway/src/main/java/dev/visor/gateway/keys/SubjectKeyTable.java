package dev.visor.gateway.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of epochs and wrapped subject keys; every method runs inside the tenant's transaction. */
final class SubjectKeyTable {

    private final JdbcClient jdbc;

    SubjectKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row.
     *
     * @param generation which key of this owner's it is, counted from 1
     * @param epoch what it is wrapped under; 0 where there never was a key
     * @param wrapped null once destroyed
     */
    record Row(
            KeyOwner owner,
            int generation,
            int epoch,
            @Nullable WrappedKey wrapped) {

        /** The wrapped key of a row that was asked for as living. */
        WrappedKey required() {
            if (wrapped == null) {
                throw new IllegalStateException("A destroyed key has no bytes");
            }
            return wrapped;
        }
    }

    Map<KeyOwner, Row> find(TenantId tenant, Domain domain, Collection<KeyOwner> owners) {
        Map<KeyOwner, Row> rows = new HashMap<>();
        jdbc.sql("""
                        select owner, generation, coalesce(epoch, 0) as epoch, wrapped from keys_subject
                        where tenant = :tenant and domain = :domain and owner in (:owners)
                        """)
                .param("tenant", tenant.value())
                .param("domain", domain.label())
                .param("owners", owners.stream().map(KeyOwner::value).toList())
                .query((rs, n) -> row(rs))
                .list()
                .forEach(row -> rows.put(row.owner(), row));
        return rows;
    }

    Set<KeyOwner> living(TenantId tenant, Domain domain) {
        return Set.copyOf(
                jdbc.sql("select owner from keys_subject where tenant = ? and domain = ? and destroyed_at is null")
                        .params(tenant.value(), domain.label())
                        .query((rs, n) -> new KeyOwner(rs.getObject(1, UUID.class)))
                        .list());
    }

    /** Whether the row was written; otherwise another transaction came first. */
    boolean insert(TenantId tenant, Domain domain, int epoch, SubjectKeyMirror.Entry key) {
        return jdbc.sql("""
                        insert into keys_subject (tenant, domain, owner, generation, epoch, wrapped, mirrored)
                        values (?, ?, ?, ?, ?, ?, true) on conflict (tenant, domain, owner) do nothing
                        """)
                        .params(
                                tenant.value(),
                                domain.label(),
                                key.owner().value(),
                                key.generation(),
                                epoch,
                                key.wrapped().bytes())
                        .update()
                == 1;
    }

    /** Empties the row, or leaves a tombstone where there was none. */
    void destroy(TenantId tenant, Domain domain, KeyOwner owner) {
        jdbc.sql("""
                        insert into keys_subject (tenant, domain, owner, mirrored, destroyed_at)
                        values (?, ?, ?, true, now()) on conflict (tenant, domain, owner)
                        do update set wrapped = null, destroyed_at = now(), mirrored = false
                        where keys_subject.destroyed_at is null
                        """).params(tenant.value(), domain.label(), owner.value()).update();
    }

    /** Empties every row of the tenant. */
    void destroyAll(TenantId tenant) {
        jdbc.sql("""
                        update keys_subject set wrapped = null, destroyed_at = now(), mirrored = false
                        where tenant = ? and destroyed_at is null
                        """).param(tenant.value()).update();
    }

    /** Numbers that rise from one transaction to whichever sees it ended. */
    static LongSupplier mirrorNumbers(JdbcClient jdbc) {
        return () ->
                jdbc.sql("select nextval('keys_mirrored')").query(Long.class).single();
    }

    /** Until the transaction ends no other drops or folds what is mirrored of a tenant and domain. */
    void lockMirror(TenantId tenant, Domain domain) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("mirror of " + tenant + " " + domain.label())
                .query((rs, n) -> n)
                .single();
    }

    /** Owners whose destruction has not yet reached the mirror. */
    Set<KeyOwner> unmirrored(TenantId tenant, Domain domain) {
        return Set.copyOf(jdbc.sql("""
                        select owner from keys_subject
                        where tenant = ? and domain = ? and not mirrored and destroyed_at is not null
                        """)
                .params(tenant.value(), domain.label())
                .query((rs, n) -> new KeyOwner(rs.getObject(1, UUID.class)))
                .list());
    }

    /** Whether keys may be wrapped under the epoch; it stays so until the transaction ends. */
    boolean holdEpoch(EpochKey name, Domain domain) {
        return jdbc.sql("""
                        select retired_at is null from keys_epoch where tenant = ? and domain = ? and epoch = ? for key share
                        """)
                .params(name.tenant().value(), domain.label(), name.epoch())
                .query(Boolean.class)
                .single();
    }

    /** How many living keys are wrapped under an epoch before this one. */
    long livingBefore(TenantId tenant, Domain domain, int epoch) {
        return jdbc.sql("""
                        select count(*) from keys_subject
                        where tenant = ? and domain = ? and epoch < ? and wrapped is not null
                        """)
                .params(tenant.value(), domain.label(), epoch)
                .query(Long.class)
                .single();
    }

    /** Living keys under an epoch before this one, locked in the order in which destroying locks them. */
    List<Row> lockBefore(TenantId tenant, Domain domain, int epoch, @Nullable KeyOwner after, int most) {
        return jdbc.sql("""
                        select owner, generation, epoch, wrapped from keys_subject
                        where tenant = ? and domain = ? and epoch < ? and wrapped is not null
                            and (?::uuid is null or owner > ?::uuid)
                        order by owner limit ? for update
                        """)
                .param(tenant.value())
                .param(domain.label())
                .param(epoch)
                .param(after == null ? null : after.value())
                .param(after == null ? null : after.value())
                .param(most)
                .query((rs, n) -> row(rs))
                .list();
    }

    /** Puts keys that were wrapped anew in place of the old ones; their rows are locked. */
    void move(TenantId tenant, Domain domain, int epoch, List<SubjectKeyMirror.Entry> keys) {
        UUID[] owners = keys.stream().map(key -> key.owner().value()).toArray(UUID[]::new);
        byte[][] wrapped = keys.stream().map(key -> key.wrapped().bytes()).toArray(byte[][]::new);
        int rows = jdbc.sql("""
                        update keys_subject s set epoch = ?, wrapped = n.wrapped
                        from unnest(?::uuid[], ?::bytea[]) as n (owner, wrapped)
                        where s.tenant = ? and s.domain = ? and s.owner = n.owner and s.wrapped is not null
                        """)
                .params(epoch, owners, wrapped, tenant.value(), domain.label())
                .update();
        if (rows != keys.size()) {
            throw new IllegalStateException("A locked key changed");
        }
    }

    void mirrored(TenantId tenant, Domain domain, Collection<KeyOwner> owners) {
        jdbc.sql("""
                        update keys_subject set mirrored = true
                        where tenant = :tenant and domain = :domain and owner in (:owners)
                        """)
                .param("tenant", tenant.value())
                .param("domain", domain.label())
                .param("owners", owners.stream().map(KeyOwner::value).toList())
                .update();
    }

    /** The epoch's check value as it was first written; the given one if it is the first. */
    byte[] pinEpoch(EpochKey name, Domain domain, byte[] checkValue) {
        jdbc.sql("""
                        insert into keys_epoch (tenant, domain, epoch, check_value) values (?, ?, ?, ?)
                        on conflict (tenant, domain, epoch) do nothing
                        """)
                .params(name.tenant().value(), domain.label(), name.epoch(), checkValue)
                .update();
        return jdbc.sql("select check_value from keys_epoch where tenant = ? and domain = ? and epoch = ?")
                .params(name.tenant().value(), domain.label(), name.epoch())
                .query(byte[].class)
                .single();
    }

    private static Row row(ResultSet rs) throws SQLException {
        byte[] wrapped = rs.getBytes("wrapped");
        return new Row(
                new KeyOwner(rs.getObject("owner", UUID.class)),
                rs.getInt("generation"),
                rs.getInt("epoch"),
                wrapped == null ? null : new WrappedKey(wrapped));
    }
}
