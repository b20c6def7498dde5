package dev.visor.gateway.subjects;

import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One after the other: whoever writes to a tenant's erasure ledger looks at the rows, writes the entry and makes the row of it
 * under one lock. So what the look saw holds for the entry, and the order of the ledger, which a restored database repeats,
 * is the order in which things were taken on here.
 */
@Component
class LedgerOrder {

    /** Apart from other uses of advisory locks. */
    private static final int SPACE = 0x4c_45_44_47;

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    LedgerOrder(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Runs this in a transaction of the tenant, and nothing else of the tenant's that goes through here meanwhile. */
    <T> T inOrder(TenantId tenant, Supplier<T> work) {
        return transactions.inTenant(tenant, () -> {
            jdbc.sql("select pg_advisory_xact_lock(?, hashtext(?))")
                    .params(SPACE, tenant.toString())
                    .query((row, n) -> tenant)
                    .single();
            return work.get();
        });
    }
}
