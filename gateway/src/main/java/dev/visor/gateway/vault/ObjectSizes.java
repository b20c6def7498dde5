package dev.visor.gateway.vault;

import dev.visor.gateway.keys.TenantTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How large objects are, told without opening them. */
public final class ObjectSizes {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    ObjectSizes(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The size as it is sealed, bytes: a little more than what is in it. 0 where there is no such object. */
    public long sealed(ObjectRef object) {
        return transactions.inTenant(
                object.tenant(),
                () -> jdbc.sql("select sealed_size from vault_object where id = ? and edition = ? and current")
                        .params(object.id().value(), object.generation())
                        .query(Long.class)
                        .optional()
                        .orElse(0L));
    }
}
