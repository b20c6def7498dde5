package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of grants. All times are the database's, so that replicas agree on them. */
@Repository
class GrantTable {

    /** Longer than any lease, whose grants are counted. */
    private static final String KEPT = "interval '1 day'";

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    GrantTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** What a grant is bound to. */
    @SuppressWarnings("ArrayRecordComponent") // handed to a statement, never compared
    record Bond(byte[] session, KeyOwner annotator, UUID task, Instant leaseEnds, String policySet) {

        @Override
        public String toString() {
            return "Bond[" + task + "]";
        }
    }

    record Row(UUID id, int number, Instant expires) {}

    /** A grant's row against what is asked for: what differs. */
    record Found(
            boolean otherAnnotator,
            boolean otherSession,
            boolean otherTask,
            boolean used,
            boolean signedOut,
            boolean otherLease,
            boolean otherPolicies,
            boolean expired) {}

    /** One more of the lease's; empty where it has had all, or where another request was faster. */
    Optional<Row> add(TenantId tenant, byte[] hash, Bond bond, int seconds, int most) {
        return transactions.inTenant(tenant, () -> {
            jdbc.sql("delete from view_grant where tenant = ? and expires_at < now() - " + KEPT)
                    .param(tenant.value())
                    .update();
            return jdbc.sql("insert into view_grant (id, tenant, hash, session, annotator, task, lease_ends, number,"
                            + " policy_set, expires_at)"
                            + " select gen_random_uuid(), ?, ?, ?, ?, ?, ?, coalesce(max(number), 0) + 1, ?,"
                            + " least(now() + make_interval(secs => ?), ?)"
                            + " from view_grant where tenant = ? and task = ? and annotator = ? and lease_ends = ?"
                            + " having coalesce(max(number), 0) < ?"
                            + " on conflict do nothing returning id, number, expires_at")
                    .params(
                            tenant.value(),
                            hash,
                            bond.session(),
                            bond.annotator().value(),
                            bond.task(),
                            Timestamp.from(bond.leaseEnds()),
                            bond.policySet(),
                            seconds,
                            Timestamp.from(bond.leaseEnds()),
                            tenant.value(),
                            bond.task(),
                            bond.annotator().value(),
                            Timestamp.from(bond.leaseEnds()),
                            most)
                    .query((row, n) -> new Row(
                            row.getObject("id", UUID.class),
                            row.getInt("number"),
                            row.getTimestamp("expires_at").toInstant()))
                    .optional();
        });
    }

    /** How many grants a lease has had. */
    int count(TenantId tenant, Bond bond) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select coalesce(max(number), 0) from view_grant"
                                + " where tenant = ? and task = ? and annotator = ? and lease_ends = ?")
                        .params(tenant.value(), bond.task(), bond.annotator().value(), Timestamp.from(bond.leaseEnds()))
                        .query(Integer.class)
                        .single());
    }

    /** Uses it up in one statement, so that of those who come at once one does; empty where it is not good for this. */
    Optional<Row> use(TenantId tenant, byte[] hash, Bond bond) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("update view_grant set used_at = now()"
                                + " where tenant = ? and hash = ? and used_at is null and expires_at > now()"
                                + " and session = ? and annotator = ? and task = ? and lease_ends = ? and policy_set = ?"
                                + " and not exists (select 1 from view_grant_stop where view_grant_stop.session = view_grant.session)"
                                + " returning id, number, expires_at")
                        .params(
                                tenant.value(),
                                hash,
                                bond.session(),
                                bond.annotator().value(),
                                bond.task(),
                                Timestamp.from(bond.leaseEnds()),
                                bond.policySet())
                        .query((row, n) -> new Row(
                                row.getObject("id", UUID.class),
                                row.getInt("number"),
                                row.getTimestamp("expires_at").toInstant()))
                        .optional());
    }

    /** Why it was not good; empty where the tenant has no such grant. */
    Optional<Found> look(
            TenantId tenant,
            byte[] hash,
            byte[] session,
            KeyOwner annotator,
            UUID task,
            @Nullable Instant leaseEnds,
            String policySet) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select annotator <> ? as other_annotator, session <> ? as other_session,"
                                + " task <> ? as other_task, used_at is not null as used,"
                                + " exists (select 1 from view_grant_stop s where s.session = g.session) as signed_out,"
                                + " lease_ends is distinct from cast(? as timestamptz) as other_lease,"
                                + " policy_set <> ? as other_policies, expires_at <= now() as expired"
                                + " from view_grant g where tenant = ? and hash = ?")
                        .params(java.util.Arrays.<@Nullable Object>asList(
                                annotator.value(),
                                session,
                                task,
                                leaseEnds == null ? null : Timestamp.from(leaseEnds),
                                policySet,
                                tenant.value(),
                                hash))
                        .query((row, n) -> new Found(
                                row.getBoolean("other_annotator"),
                                row.getBoolean("other_session"),
                                row.getBoolean("other_task"),
                                row.getBoolean("used"),
                                row.getBoolean("signed_out"),
                                row.getBoolean("other_lease"),
                                row.getBoolean("other_policies"),
                                row.getBoolean("expired")))
                        .optional());
    }

    /** As if it had never been given. */
    void forget(TenantId tenant, UUID grant) {
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql("delete from view_grant where tenant = ? and id = ?")
                        .params(tenant.value(), grant)
                        .update());
    }

    /** A session is over. */
    void stop(byte[] session) {
        jdbc.sql("delete from view_grant_stop where ended < now() - " + KEPT).update();
        jdbc.sql("insert into view_grant_stop (session, ended) values (?, now()) on conflict do nothing")
                .param(session)
                .update();
    }

    boolean stopped(byte[] session) {
        return jdbc.sql("select exists (select 1 from view_grant_stop where session = ?)")
                .param(session)
                .query(Boolean.class)
                .single();
    }
}
