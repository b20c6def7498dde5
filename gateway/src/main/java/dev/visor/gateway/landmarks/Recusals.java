package dev.visor.gateway.landmarks;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.views.Acquaintances;
import dev.visor.gateway.views.FaceMove;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which annotator knows which data subject, and which tasks are kept from whom because of that. */
@Repository
public class Recusals implements Acquaintances {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    Recusals(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public Set<UUID> of(TenantId tenant, KeyOwner subject) {
        return transactions.inTenant(
                tenant,
                () -> jdbc.sql("select annotator from recusal where tenant = ? and subject = ?")
                        .params(tenant.value(), subject.value())
                        .query(UUID.class)
                        .set());
    }

    /** Forgets who knows a person who is erased, and which tasks were kept from whom because of that person. */
    public void forget(TenantId tenant, KeyOwner subject) {
        transactions.runInTenant(tenant, () -> {
            for (String table : new String[] {"recused_ticket", "recusal", "enough_ticket"}) {
                jdbc.sql("delete from " + table + " where tenant = ? and subject = ?")
                        .params(tenant.value(), subject.value())
                        .update();
            }
        });
    }

    /** Writes down that an annotator knows somebody; saying it again changes nothing. */
    void add(TenantId tenant, KeyOwner annotator, KeyOwner subject, UUID view, UUID record, Instant said) {
        transactions.runInTenant(
                tenant,
                () -> jdbc.sql("insert into recusal (tenant, annotator, subject, view, record, said)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .params(tenant.value(), annotator.value(), subject.value(), view, record, Timestamp.from(said))
                        .update());
    }

    /** Keeps tasks about a person from everybody who knows that person. */
    void hide(TenantId tenant, KeyOwner subject, Collection<UUID> tasks) {
        transactions.runInTenant(
                tenant,
                () -> tasks.forEach(task -> jdbc.sql("insert into recused_ticket (task, tenant, annotator, subject)"
                                + " select ?, tenant, annotator, subject from recusal where tenant = ? and subject = ?"
                                + " on conflict do nothing")
                        .params(task, tenant.value(), subject.value())
                        .update()));
    }

    /**
     * A face was another person's than was declared: whoever said so on one of these views knows the right person, and the
     * tasks on them are kept from whoever knows the right person.
     */
    void move(FaceMove move, Collection<UUID> views, Collection<UUID> tasks) {
        UUID tenant = move.tenant().value();
        transactions.runInTenant(move.tenant(), () -> {
            views.forEach(view -> {
                jdbc.sql("insert into recusal (tenant, annotator, subject, view, record, said)"
                                + " select tenant, annotator, ?, view, record, said from recusal"
                                + " where tenant = ? and subject = ? and view = ? on conflict do nothing")
                        .params(move.to().value(), tenant, move.from().value(), view)
                        .update();
                jdbc.sql("delete from recusal where tenant = ? and subject = ? and view = ?")
                        .params(tenant, move.from().value(), view)
                        .update();
            });
            tasks.forEach(task -> jdbc.sql("delete from recused_ticket where tenant = ? and task = ?")
                    .params(tenant, task)
                    .update());
            hide(move.tenant(), move.to(), tasks);
        });
    }
}
