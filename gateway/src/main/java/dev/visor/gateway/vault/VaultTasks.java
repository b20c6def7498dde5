package dev.visor.gateway.vault;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.visor.gateway.keys.OnCustody;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration
class VaultTasks {

    private static final Logger log = LoggerFactory.getLogger(VaultTasks.class);

    /** How often orphans are looked for; after a longer stop, at the start. */
    private static final Duration EVERY = Duration.ofMinutes(15);

    /** How often it is looked for turns that were asked for; those who ask within one such time share a turn. */
    private static final Duration TURNS = Duration.ofMinutes(5);

    /** Longer than any act lasts from sealing an object to the rows that name it. */
    private static final Duration GRACE = Duration.ofHours(1);

    @Bean
    Task<Void> sweepOrphans(Orphans orphans, SubjectKeys keys) {
        return Tasks.recurring("sweep-orphans", FixedDelay.of(EVERY))
                .execute((instance, context) -> keys.tenants().forEach(tenant -> sweep(orphans, tenant)));
    }

    @Bean
    @Conditional(OnCustody.class)
    Task<Void> turnEpochs(KeyKeeper keeper, SubjectKeys keys) {
        return Tasks.recurring("turn-epochs", FixedDelay.of(TURNS)).execute((instance, context) -> {
            rotate(keeper, keys);
            keys.tenants().forEach(tenant -> turn(keeper, tenant));
            backUp(keeper);
        });
    }

    private static void rotate(KeyKeeper keeper, SubjectKeys keys) {
        try {
            keeper.rotateGranted(keys.tenants());
        } catch (IOException | RuntimeException e) {
            log.error("A root key could not be rotated: {}", e.getClass().getName());
        }
    }

    private static void backUp(KeyKeeper keeper) {
        try {
            keeper.backUp();
        } catch (IOException | RuntimeException e) {
            log.error(
                    "The backup of the root keys could not be written: {}",
                    e.getClass().getName());
        }
    }

    private static void turn(KeyKeeper keeper, TenantId tenant) {
        try {
            keeper.round(tenant);
        } catch (RuntimeException e) {
            log.error(
                    "The epochs of the tenant {} could not be looked after: {}",
                    tenant,
                    e.getClass().getName());
        }
    }

    /** One tenant's trouble must not keep the others from being swept. */
    private static void sweep(Orphans orphans, TenantId tenant) {
        try {
            orphans.sweep(tenant, GRACE);
        } catch (RuntimeException e) {
            log.error(
                    "The orphans of the tenant {} could not be swept: {}",
                    tenant,
                    e.getClass().getName());
        }
    }
}
