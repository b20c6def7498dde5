package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.views.GrantTable.Bond;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of links. All times are the database's. */
@Repository
class LinkTable {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TenantTransactions tenants;

    LinkTable(JdbcClient jdbc, PlatformTransactionManager manager, TenantTransactions tenants) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
        this.tenants = tenants;
    }

    /**
     * A link as it was given.
     *
     * @param handle by what the annotator knows the task
     * @param caller who the annotator is, sealed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Row(
            TenantId tenant,
            Bond bond,
            UUID handle,
            @Nullable String purpose,
            byte[] caller,
            Instant given,
            Instant expires,
            int most) {

        @Override
        public String toString() {
            return "Row[]";
        }
    }

    /** Keeps one; its times come back as they are kept. */
    Row add(byte[] hash, Row link, int seconds) {
        return tenants.inTenant(link.tenant(), () -> {
            jdbc.sql("delete from view_link where tenant = ? and expires_at < now()")
                    .param(link.tenant().value())
                    .update();
            return jdbc.sql("insert into view_link (hash, tenant, task, handle, annotator, session, lease_ends,"
                            + " policy_set, purpose, caller, given_at, expires_at, most)"
                            + " values (:hash, :tenant, :task, :handle, :annotator, :session, :ends, :policies,"
                            + " :purpose, :caller, now(), least(now() + make_interval(secs => :seconds), :ends), :most)"
                            + " returning *")
                    .param("hash", hash)
                    .param("tenant", link.tenant().value())
                    .param("task", link.bond().task())
                    .param("handle", link.handle())
                    .param("annotator", link.bond().annotator().value())
                    .param("session", link.bond().session())
                    .param("ends", Timestamp.from(link.bond().leaseEnds()))
                    .param("policies", link.bond().policySet())
                    .param("purpose", link.purpose())
                    .param("caller", link.caller())
                    .param("seconds", seconds)
                    .param("most", link.most())
                    .query((row, number) -> read(row))
                    .single();
        });
    }

    /** What was presented, whichever tenant's it is. */
    Optional<Row> find(byte[] hash) {
        return Optional.ofNullable(transactions.execute(status -> {
            jdbc.sql("select set_config('app.link', ?, true)")
                    .param(HexFormat.of().formatHex(hash))
                    .query(String.class)
                    .single();
            return jdbc.sql("select * from view_link where hash = ?")
                    .param(hash)
                    .query((row, number) -> read(row))
                    .optional()
                    .orElse(null);
        }));
    }

    /** Counts one more delivery, in one statement; false where there is none left, or the time is over. */
    boolean count(TenantId tenant, byte[] hash) {
        return tenants.inTenant(
                tenant,
                () -> jdbc.sql("update view_link set fetched = fetched + 1"
                                        + " where hash = ? and fetched < most and expires_at > now()")
                                .param(hash)
                                .update()
                        == 1);
    }

    /** Whether a link's time is over. */
    boolean expired(TenantId tenant, byte[] hash) {
        return tenants.inTenant(
                tenant,
                () -> jdbc.sql("select expires_at <= now() from view_link where hash = ?")
                        .param(hash)
                        .query(Boolean.class)
                        .optional()
                        .orElse(true));
    }

    private static Row read(ResultSet row) throws SQLException {
        Bond bond = new Bond(
                row.getBytes("session"),
                new KeyOwner(row.getObject("annotator", UUID.class)),
                row.getObject("task", UUID.class),
                row.getTimestamp("lease_ends").toInstant(),
                row.getString("policy_set"));
        return new Row(
                new TenantId(row.getObject("tenant", UUID.class)),
                bond,
                row.getObject("handle", UUID.class),
                row.getString("purpose"),
                row.getBytes("caller"),
                row.getTimestamp("given_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("most"));
    }
}
