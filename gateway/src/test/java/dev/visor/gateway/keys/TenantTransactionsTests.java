package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.visor.gateway.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class TenantTransactionsTests {

    private static final int CONNECTIONS = 4;

    @Test
    void thatEachNeedASecondConnectionDoNotWaitForOneAnother() throws Exception {
        try (HikariDataSource pool = new HikariDataSource();
                ExecutorService threads = Executors.newFixedThreadPool(2 * CONNECTIONS)) {
            pool.setDataSource(TestDatabase.app());
            pool.setMaximumPoolSize(CONNECTIONS);
            pool.setConnectionTimeout(20_000);
            JdbcClient jdbc = JdbcClient.create(pool);
            TenantTransactions transactions =
                    new TenantTransactions(new DataSourceTransactionManager(pool), jdbc, CONNECTIONS - 1);
            TenantId tenant = TenantId.random();
            // As many as there are connections come as far as their first, if they may.
            CountDownLatch first = new CountDownLatch(CONNECTIONS);
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                all.add(threads.submit(() -> transactions.inTenant(tenant, () -> {
                    first.countDown();
                    await(first);
                    return transactions.apartInTenant(
                            tenant,
                            () -> jdbc.sql("select 1").query(Integer.class).single());
                })));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get(10, TimeUnit.MINUTES)).isEqualTo(1);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean _ = latch.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
