package dev.visor.gateway.exchange;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Registered recipients, and which export is sealed to which. */
@Repository
class ExportRecipientTable {

    private static final String COLUMNS = "r.id, r.recipient, r.created, r.removed is null as registered";

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    ExportRecipientTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Whom the project's exports are sealed to from now on, the oldest first. */
    List<ExportRecipient> registered(Project project) {
        return transactions.inTenant(
                project.tenant(),
                () -> jdbc.sql("select " + COLUMNS + " from export_recipient r"
                                + " where r.project = ? and r.removed is null order by r.created, r.id")
                        .param(project.id())
                        .query(ExportRecipientTable::recipient)
                        .list());
    }

    /** The same, kept from changing until the transaction ends: rows that are there, and the project as a whole. */
    List<ExportRecipient> locked(Project project) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("export_recipient " + project.id())
                .query((row, number) -> number)
                .single();
        return registered(project);
    }

    void add(Project project, ExportRecipient added, KeyOwner by) {
        jdbc.sql("insert into export_recipient (id, tenant, project, recipient, created_by, created)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        added.id(),
                        project.tenant().value(),
                        project.id(),
                        added.recipient(),
                        by.value(),
                        added.created().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(ExportRecipient gone, KeyOwner by, Instant at) {
        jdbc.sql("update export_recipient set removed_by = ?, removed = ? where id = ? and removed is null")
                .params(by.value(), at.atOffset(ZoneOffset.UTC), gone.id())
                .update();
    }

    /** Whom an export is sealed to, the removed among them; nobody where it was made before anybody was registered. */
    List<ExportRecipient> of(Export export) {
        return transactions.inTenant(
                export.tenant(),
                () -> jdbc.sql("select " + COLUMNS
                                + " from export_sealing s join export_recipient r on r.id = s.recipient"
                                + " where s.export = ? and s.number ="
                                + " (select max(number) from export_sealing where export = s.export)"
                                + " order by r.created, r.id")
                        .param(export.id())
                        .query(ExportRecipientTable::recipient)
                        .list());
    }

    /** Seals an export to these and to nobody else. */
    void seal(Export export, Collection<ExportRecipient> to, KeyOwner by, Instant at) {
        transactions.runInTenant(export.tenant(), () -> {
            int number = jdbc.sql("select coalesce(max(number), 0) + 1 from export_sealing where export = ?")
                    .param(export.id())
                    .query(Integer.class)
                    .single();
            for (ExportRecipient one : to) {
                jdbc.sql("insert into export_sealing (export, tenant, number, recipient, sealed_by, sealed)"
                                + " values (?, ?, ?, ?, ?, ?)")
                        .params(
                                export.id(),
                                export.tenant().value(),
                                number,
                                one.id(),
                                by.value(),
                                at.atOffset(ZoneOffset.UTC))
                        .update();
            }
        });
    }

    private static ExportRecipient recipient(ResultSet row, int number) throws SQLException {
        return new ExportRecipient(
                row.getObject("id", UUID.class),
                row.getString("recipient"),
                row.getTimestamp("created").toInstant(),
                row.getBoolean("registered"));
    }
}
