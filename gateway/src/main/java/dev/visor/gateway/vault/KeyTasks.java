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

/**
 * What happens to keys by itself: roots that two people want rotated, epochs that turn, objects that two people want sealed anew,
 * and the backup of the roots.
 */
@Configuration
class KeyTasks {

    private static final Logger log = LoggerFactory.getLogger(KeyTasks.class);

    /** How often it is looked for turns that were asked for; those who ask within one such time share a turn. */
    private static final Duration TURNS = Duration.ofMinutes(5);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How long a new key may be without a backup, and a passed drill without its record. */
    private static final Duration BACKUP = Duration.ofMinutes(1);

    @Bean
    @Conditional(OnCustody.class)
    Task<Void> turnEpochs(KeyKeeper keeper, SubjectKeys keys) {
        return Tasks.recurring("turn-epochs", FixedDelay.of(TURNS)).execute((instance, context) -> {
            rotate(keeper, keys);
            keys.tenants().forEach(tenant -> turn(keeper, tenant));
        });
    }

    @Bean
    @Conditional(OnCustody.class)
    Task<Void> resealObjects(Reseals reseals, AllTenants tenants) {
        return Tasks.recurring("reseal-objects", FixedDelay.of(MINUTE)).execute((instance, context) -> {
            reseals.askGranted(tenants.all());
            reseals.turn(tenants.all());
        });
    }

    @Bean
    @Conditional(OnCustody.class)
    Task<Void> backUpRoots(KeyKeeper keeper, DrillKeeper drills) {
        return Tasks.recurring("back-up-roots", FixedDelay.of(BACKUP)).execute((instance, context) -> {
            backUp(keeper);
            tell(drills);
        });
    }

    private static void tell(DrillKeeper drills) {
        try {
            drills.tell();
        } catch (IOException | RuntimeException e) {
            log.error("A passed drill could not be recorded: {}", e.getClass().getName());
        }
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

    /** One tenant's trouble must not keep the others from their turn. */
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
}
