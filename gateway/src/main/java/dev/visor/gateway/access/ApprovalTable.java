package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What may be written to a request: each once, in one statement that looks and writes. What was read before may have changed. */
@Component
class ApprovalTable {

    /** The operator's own rows and keys go by a tenant identifier that no client has. */
    private static final TenantId OPERATOR = new TenantId(new UUID(0, 0));

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    ApprovalTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Under whom the rows of a tenant are seen, or those of the operator. */
    static TenantId scope(@Nullable TenantId tenant) {
        return tenant == null ? OPERATOR : tenant;
    }

    boolean grant(@Nullable TenantId tenant, UUID id, KeyOwner by, Instant at) {
        return written(
                tenant,
                "update approval set granted_by = ?, granted_at = ?"
                        + " where id = ? and granted_by is null and ended_at is null and ? < expires_at",
                by.value(),
                Timestamp.from(at),
                id,
                Timestamp.from(at));
    }

    boolean end(@Nullable TenantId tenant, UUID id, KeyOwner by, Instant at) {
        return written(
                tenant,
                "update approval set ended_by = ?, ended_at = ? where id = ? and ended_at is null and ? < expires_at",
                by.value(),
                Timestamp.from(at),
                id,
                Timestamp.from(at));
    }

    boolean remind(@Nullable TenantId tenant, UUID id, Instant at) {
        return written(
                tenant,
                "update approval set reminded_at = ? where id = ? and reminded_at is null and granted_at is null"
                        + " and ended_at is null",
                Timestamp.from(at),
                id);
    }

    boolean lapse(@Nullable TenantId tenant, UUID id, Instant at) {
        return written(
                tenant,
                "update approval set lapsed_at = ? where id = ? and lapsed_at is null and ended_at is null"
                        + " and expires_at <= ?",
                Timestamp.from(at),
                id,
                Timestamp.from(at));
    }

    private boolean written(@Nullable TenantId tenant, String statement, Object... values) {
        return transactions.inTenant(
                        scope(tenant), () -> jdbc.sql(statement).params(values).update())
                == 1;
    }
}
