package dev.visor.gateway.vault;

import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose objects there may be: those that are registered, and those that have keys on this machine. With objects in a bucket
 * another machine may have made a tenant's keys; after a restore a tenant may have keys and no row.
 */
final class AllTenants {

    private final SubjectKeys keys;
    private final JdbcClient jdbc;

    AllTenants(SubjectKeys keys, JdbcClient jdbc) {
        this.keys = keys;
        this.jdbc = jdbc;
    }

    Set<TenantId> all() {
        Set<TenantId> all = new LinkedHashSet<>(keys.tenants());
        jdbc.sql("select id from tenant order by id").query(UUID.class).list().forEach(id -> all.add(new TenantId(id)));
        return all;
    }
}
