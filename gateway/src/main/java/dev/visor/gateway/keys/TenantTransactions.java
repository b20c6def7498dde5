package dev.visor.gateway.keys;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction that sees one tenant's rows and no other's.
 *
 * <p>The tenant is a setting of the transaction ({@code app.tenant}) that the tables' row-level security reads. It guards
 * against a forgotten {@code WHERE}, not against someone who can run SQL: against him the keys guard.
 */
public final class TenantTransactions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TransactionTemplate joining;
    private final TransactionTemplate apart;
    private final JdbcClient jdbc;
    private final Semaphore places;

    /**
     * Binds to the application's own data source.
     *
     * @param transactions the manager of that data source
     * @param jdbc a client on the same data source
     * @param atOnce how many transactions that may ask for a second connection run at once: fewer than the data source has
     *     connections, or they could all wait for one another
     */
    public TenantTransactions(PlatformTransactionManager transactions, JdbcClient jdbc, int atOnce) {
        this.joining = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.jdbc = jdbc;
        this.places = new Semaphore(atOnce, true);
    }

    /**
     * Joins the running transaction or begins one.
     *
     * @throws IllegalStateException if the running transaction is another tenant's: its rows would be flushed under the
     *     wrong one
     * @throws CannotCreateTransactionException if too many run for too long
     */
    public <T extends @Nullable Object> T inTenant(TenantId tenant, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return run(joining, tenant, work);
        }
        takePlace();
        try {
            return run(joining, tenant, work);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CannotCreateTransactionException("All transactions are at work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotCreateTransactionException("Interrupted while waiting for a transaction", e);
        }
    }

    /** As {@link #inTenant}, for work that returns nothing. */
    public void runInTenant(TenantId tenant, Runnable work) {
        this.<@Nullable Void>inTenant(tenant, () -> {
            work.run();
            return null;
        });
    }

    /**
     * Begins a transaction of its own, which is committed on return whatever becomes of a running one. It needs a second
     * connection while the first waits, and asks for no third.
     */
    public <T extends @Nullable Object> T apartInTenant(TenantId tenant, Supplier<T> work) {
        return run(apart, tenant, work);
    }

    @SuppressWarnings("NullAway") // execute() is declared nullable; it returns what the work returned
    private <T extends @Nullable Object> T run(TransactionTemplate template, TenantId tenant, Supplier<T> work) {
        return template.execute(status -> {
            enter(tenant);
            return work.get();
        });
    }

    private void enter(TenantId tenant) {
        Object current = TransactionSynchronizationManager.getResource(this);
        if (current == null) {
            jdbc.sql("select set_config('app.tenant', ?, true)")
                    .param(tenant.toString())
                    .query(String.class)
                    .single();
            Binding binding = new Binding(this, tenant);
            binding.resume();
            TransactionSynchronizationManager.registerSynchronization(binding);
        } else if (!Objects.equals(current, tenant)) {
            throw new IllegalStateException("One transaction serves one tenant; begin another for another");
        }
    }

    /** Remembers the tenant for as long as the transaction, and steps aside while another one runs. */
    private record Binding(Object key, TenantId tenant) implements TransactionSynchronization {

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(key, tenant);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(key);
        }
    }
}
