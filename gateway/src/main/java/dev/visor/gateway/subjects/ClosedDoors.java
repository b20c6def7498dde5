package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.TenantId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Closes everything that people of a tenant, or of its workforce, would go on with. Statements over whole tables, because a
 * tenant's end must not take as long as its pictures are many, and because each of them can be said again.
 */
@Component
class ClosedDoors {

    /** Each ends what the one before it would lead to. */
    private static final List<String> CLOSING = List.of(
            "delete from team_access where tenant = :tenant and begins >= :now",
            "update team_access set ends = :now where tenant = :tenant and ends > :now",
            "update task_ticket set state = 'done' where tenant = :tenant and state <> 'done'",
            "update task set state = 'closed', lease_ends = null where tenant = :tenant and state <> 'closed'",
            "update view set state = 'dead' where tenant = :tenant and state <> 'dead'",
            "update batch set state = 'withdrawn' where tenant = :tenant and state <> 'withdrawn'",
            "update asset set state = 'withdrawn', reason = 'tenant-ended'"
                    + " where tenant = :tenant and state <> 'withdrawn'");

    private final Tenants tenants;
    private final JdbcClient jdbc;

    ClosedDoors(Tenants tenants, JdbcClient jdbc) {
        this.tenants = tenants;
        this.jdbc = jdbc;
    }

    /** Inside the tenant's transaction: from its commit on nobody comes in, and nobody is given a key. */
    void close(TenantId tenant, Instant now) {
        tenants.end(tenant, now);
        for (String sql : CLOSING) {
            var statement = jdbc.sql(sql).param("tenant", tenant.value());
            (sql.contains(":now") ? statement.param("now", java.sql.Timestamp.from(now)) : statement).update();
        }
    }
}
