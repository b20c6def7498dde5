package dev.visor.gateway.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the keys stand: numbers, ages and counts, whichever process holds the credentials. Nothing here opens anything, and no
 * person can be told from it.
 */
public final class KeyStanding {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Custodians custodians;
    private final String kind;

    KeyStanding(JdbcClient jdbc, TenantTransactions transactions, Custodians custodians, String kind) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.custodians = custodians;
        this.kind = kind;
    }

    /** What keeps the roots of this installation: {@code file} or {@code pkcs11}. */
    public String kind() {
        return kind;
    }

    /** The newest root of each domain that was ever used, in the domains' order. */
    public List<Root> roots() {
        return jdbc.sql("""
                        select distinct on (domain) domain, version, created from keys_custodian
                        order by domain, version desc
                        """).query((rs, n) -> root(rs)).list().stream()
                .sorted((one, other) -> one.domain().compareTo(other.domain()))
                .toList();
    }

    /** A tenant's newest epoch in each domain in which it ever had a key. */
    public List<Epoch> epochs(TenantId tenant) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("""
                                select e.domain, max(e.epoch) as epoch, max(e.created) as since,
                                    count(*) filter (where e.destroyed_at is null) as kept,
                                    (select count(*) from keys_subject s
                                        where s.tenant = e.tenant and s.domain = e.domain and s.wrapped is not null) as living
                                from keys_epoch e where e.tenant = ? group by e.tenant, e.domain
                                """).param(tenant.value()).query((rs, n) -> epoch(rs)).list().stream()
                        .sorted((one, other) -> one.domain().compareTo(other.domain()))
                        .toList());
    }

    private Root root(ResultSet rs) throws SQLException {
        Domain domain = Domain.of(rs.getString("domain"));
        return new Root(
                domain,
                rs.getInt("version"),
                instant(rs, "created"),
                custodians.domains().contains(domain));
    }

    private static Epoch epoch(ResultSet rs) throws SQLException {
        return new Epoch(
                Domain.of(rs.getString("domain")),
                rs.getInt("epoch"),
                instant(rs, "since"),
                rs.getInt("kept"),
                rs.getLong("living"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class))
                .orElseThrow()
                .toInstant();
    }

    /**
     * A domain's root.
     *
     * @param number counted from 1
     * @param since when it was first used
     * @param here whether this process holds its credential
     */
    public record Root(Domain domain, int number, Instant since, boolean here) {}

    /**
     * A tenant's epochs in one domain.
     *
     * @param number the newest, counted from 1
     * @param since when that was first used
     * @param kept how many epoch keys the custodian still has: more than one while backups from before a turn may open
     * @param living how many persons (and others who own keys) have a key
     */
    public record Epoch(Domain domain, int number, Instant since, int kept, long living) {}
}
