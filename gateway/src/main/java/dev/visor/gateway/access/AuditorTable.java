package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.policies.Invitation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of invitations. Each is answered in one statement that looks and writes, since what was read before may have changed. */
@Component
class AuditorTable {

    private static final int LISTED = 200;

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    AuditorTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    void add(AuditorInvitation invitation, byte[] index) {
        transactions.runInTenant(
                invitation.tenant(),
                () -> jdbc.sql("insert into auditor_invitation (id, tenant, name, name_index, scope, begins, ends,"
                                + " asked_by, asked_at) values (?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?)")
                        .params(
                                invitation.id(),
                                invitation.tenant().value(),
                                invitation.name(),
                                index,
                                invitation.to().scope().stream()
                                        .map(Invitation.Scope::id)
                                        .sorted()
                                        .collect(Collectors.joining(",")),
                                Timestamp.from(invitation.to().from()),
                                Timestamp.from(invitation.to().until()),
                                invitation.askedBy().value(),
                                Timestamp.from(invitation.askedAt()))
                        .update());
    }

    /** The newest, at most {@value #LISTED}. */
    List<AuditorInvitation> newest(TenantId tenant) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select * from auditor_invitation order by asked_at desc, id limit " + LISTED)
                        .query(AuditorTable::row)
                        .list());
    }

    Optional<AuditorInvitation> find(TenantId tenant, UUID id) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select * from auditor_invitation where id = ?")
                        .param(id)
                        .query(AuditorTable::row)
                        .optional());
    }

    /** Those of a name that two people agreed on and nobody ended, the one that lasts longest first. */
    List<AuditorInvitation> agreed(TenantId tenant, byte[] index) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql(
                                "select * from auditor_invitation"
                                        + " where name_index = ? and agreed_by is not null and ended_by is null order by ends desc")
                        .param(index)
                        .query(AuditorTable::row)
                        .list());
    }

    /** False where somebody agreed or ended it before, or whoever asked is the same person. */
    boolean agree(AuditorInvitation invitation, KeyOwner by, Instant at) {
        return transactions.inTenant(
                        invitation.tenant(),
                        () -> jdbc.sql("update auditor_invitation set agreed_by = ?, agreed_at = ?"
                                        + " where id = ? and agreed_by is null and ended_by is null and asked_by <> ?"
                                        + " and ? < ends")
                                .params(by.value(), Timestamp.from(at), invitation.id(), by.value(), Timestamp.from(at))
                                .update())
                == 1;
    }

    /** False where somebody ended it before. */
    boolean end(AuditorInvitation invitation, KeyOwner by, Instant at) {
        return transactions.inTenant(
                        invitation.tenant(),
                        () -> jdbc.sql("update auditor_invitation set ended_by = ?, ended_at = ?"
                                        + " where id = ? and ended_by is null")
                                .params(by.value(), Timestamp.from(at), invitation.id())
                                .update())
                == 1;
    }

    private static AuditorInvitation row(ResultSet row, int number) throws SQLException {
        String[] scope = (String[]) row.getArray("scope").getArray();
        return new AuditorInvitation(
                row.getObject("id", UUID.class),
                new TenantId(row.getObject("tenant", UUID.class)),
                row.getBytes("name"),
                new Invitation(
                        Arrays.stream(scope)
                                .map(Invitation.Scope::named)
                                .flatMap(Optional::stream)
                                .collect(Collectors.toSet()),
                        row.getTimestamp("begins").toInstant(),
                        row.getTimestamp("ends").toInstant()),
                new KeyOwner(row.getObject("asked_by", UUID.class)),
                row.getTimestamp("asked_at").toInstant(),
                instant(row.getTimestamp("agreed_at")),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
