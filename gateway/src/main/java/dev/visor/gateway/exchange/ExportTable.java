package dev.visor.gateway.exchange;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Exports with what went into each. */
@Repository
class ExportTable {

    private final ExportRepository exports;
    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    ExportTable(ExportRepository exports, JdbcClient jdbc, TenantTransactions transactions) {
        this.exports = exports;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Whether the batch was opened in this very project; an export of any other would cross purposes. */
    boolean hasBatch(Project project, UUID batch) {
        return transactions.inTenant(
                        project.tenant(),
                        () -> jdbc.sql("select count(*) from batch where id = ? and project = ?")
                                .params(batch, project.id())
                                .query(Integer.class)
                                .single())
                == 1;
    }

    /** Keeps an export with all that went into it, or nothing. */
    Export keep(Export export, List<ExportedVersion> versions) {
        return transactions.inTenant(export.tenant(), () -> {
            Export saved = exports.saveAndFlush(export);
            for (ExportedVersion version : versions) {
                jdbc.sql("insert into export_face (export, tenant, annotation, asset, subject) values (?, ?, ?, ?, ?)")
                        .params(
                                export.id(),
                                export.tenant().value(),
                                version.annotation(),
                                version.asset(),
                                version.subject().value())
                        .update();
            }
            return saved;
        });
    }

    /** Everybody in an export. */
    Set<KeyOwner> persons(Export export) {
        return versions(export).stream().map(ExportedVersion::subject).collect(Collectors.toUnmodifiableSet());
    }

    /** What went into an export. */
    List<ExportedVersion> versions(Export export) {
        return transactions.inTenant(
                export.tenant(),
                () -> jdbc.sql("select annotation, asset, subject from export_face where export = ?")
                        .param(export.id())
                        .query((row, number) -> new ExportedVersion(
                                row.getObject("annotation", UUID.class),
                                row.getObject("asset", UUID.class),
                                new KeyOwner(row.getObject("subject", UUID.class))))
                        .list());
    }
}
