package dev.visor.gateway.projects;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which project has which recipient. Rows are added and never changed. */
@Repository
class RecipientTable {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    RecipientTable(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    Optional<ProjectRecipient> find(Project project) {
        return transactions.inTenant(
                project.tenant(),
                () -> jdbc.sql("select recipient, identity, created from project_recipient where project = ?")
                        .param(project.id())
                        .query((row, number) -> new ProjectRecipient(
                                project.id(),
                                row.getString("recipient"),
                                new ObjectRef(
                                        project.tenant(),
                                        new ObjectId(row.getObject("identity", UUID.class)),
                                        ObjectKind.IDENTITY,
                                        1),
                                row.getTimestamp("created").toInstant()))
                        .optional());
    }

    boolean has(TenantId tenant, String recipient) {
        return transactions.inTenant(
                        tenant,
                        () -> jdbc.sql("select count(*) from project_recipient where recipient = ?")
                                .param(recipient)
                                .query(Integer.class)
                                .single())
                > 0;
    }

    /**
     * Keeps a recipient.
     *
     * @return false if the project has one already; then nothing changed
     */
    boolean keep(Project project, ProjectRecipient made, KeyOwner owner) {
        return transactions.inTenant(
                        project.tenant(),
                        () -> jdbc.sql("""
                                        insert into project_recipient (project, tenant, recipient, identity, owner, created)
                                        values (?, ?, ?, ?, ?, ?) on conflict (project) do nothing
                                        """)
                                .params(
                                        project.id(),
                                        project.tenant().value(),
                                        made.recipient(),
                                        made.identity().id().value(),
                                        owner.value(),
                                        made.created().atOffset(ZoneOffset.UTC))
                                .update())
                == 1;
    }
}
