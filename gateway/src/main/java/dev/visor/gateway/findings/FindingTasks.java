package dev.visor.gateway.findings;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.TenantId;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the rules look through each tenant's log once an hour; the work queue gives that to one replica at a time. */
@Configuration
class FindingTasks {

    private static final Logger LOG = LoggerFactory.getLogger(FindingTasks.class);
    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    Task<Void> lookThroughTrails(RuleKeeper keeper, Tenants tenants, Clock clock) {
        return Tasks.recurring("look-through-trails", FixedDelay.of(EVERY))
                .execute((instance, context) -> tenants.all().forEach(tenant -> look(keeper, tenant, clock)));
    }

    /** One tenant's trouble must not keep the others' logs from being looked through. */
    private static void look(RuleKeeper keeper, TenantId tenant, Clock clock) {
        try {
            keeper.look(tenant, clock.instant());
        } catch (RuntimeException e) {
            LOG.error("The rules could not look through the log of the tenant {}", tenant, e);
        }
    }
}
