package dev.visor.gateway.views;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.visor.gateway.access.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets what budgets do not need any more: whom somebody saw after two days, how much after ninety. */
@Configuration
class BudgetTasks {

    static final Duration SEEN = Duration.ofDays(2);
    static final Duration USED = Duration.ofDays(90);

    @Bean
    Task<Void> forgetBudgets(BudgetTable table, Tenants tenants, Clock clock) {
        return Tasks.recurring("forget-budgets", FixedDelay.of(Duration.ofHours(6)))
                .execute((instance, context) -> {
                    Instant now = clock.instant();
                    tenants.all().forEach(tenant -> table.forget(tenant, now.minus(SEEN), now.minus(USED)));
                });
    }
}
