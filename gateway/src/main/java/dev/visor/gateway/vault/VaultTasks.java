package dev.visor.gateway.vault;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.visor.gateway.keys.Custodians;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.SubjectKeys;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class VaultTasks {

    private static final Logger log = LoggerFactory.getLogger(VaultTasks.class);

    /** How often orphans are looked for; after a longer stop, at the start. */
    private static final Duration EVERY = Duration.ofMinutes(15);

    /** Longer than any act lasts from sealing an object to the rows that name it. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** How often the store is compared with the tables, and how old a body is before it can be a leftover. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Bean
    Task<Void> sweepOrphans(Orphans orphans, AllTenants tenants) {
        return Tasks.recurring("sweep-orphans", FixedDelay.of(EVERY))
                .execute((instance, context) ->
                        each(tenants, "orphans could not be swept", tenant -> orphans.sweep(tenant, GRACE)));
    }

    @Bean
    Task<Void> sweepLeftovers(
            Leftovers leftovers,
            ObjectStore store,
            VaultStanding standing,
            AllTenants tenants,
            ApplicationEventPublisher events) {
        return Tasks.recurring("sweep-leftovers", FixedDelay.of(DAY)).execute((instance, context) -> {
            endUploads(store);
            each(tenants, "leftovers could not be swept", tenant -> {
                int ahead = leftovers.sweep(tenant, DAY).ahead();
                if (standing.swept(tenant, ahead)) {
                    events.publishEvent(new StoreAhead(tenant, ahead));
                }
            });
        });
    }

    @Bean
    Task<Void> foldKeys(SubjectKeys keys, AllTenants tenants) {
        return Tasks.recurring("fold-keys", FixedDelay.of(DAY))
                .execute((instance, context) -> each(tenants, "mirrored subject keys could not be folded", keys::fold));
    }

    private static void endUploads(ObjectStore store) {
        try {
            store.endUploads(Clock.systemUTC().instant().minus(DAY));
        } catch (IOException e) {
            log.error("Uploads that a dead process left could not be ended", e);
        }
    }

    /** Named after the domains that this process opens: each set of them has a turn of its own, whoever takes it. */
    @Bean
    Task<Void> scrubObjects(Scrub scrub, AllTenants tenants, Custodians custodians) {
        String domains =
                custodians.domains().stream().sorted().map(Domain::label).collect(Collectors.joining("-"));
        return Tasks.recurring("scrub-objects-" + domains, FixedDelay.of(MINUTE))
                .execute((instance, context) -> scrub.turn(tenants.all()));
    }

    /** One tenant's trouble must not keep the others from their turn. */
    private static void each(AllTenants tenants, String failure, Consumer<TenantId> work) {
        for (TenantId tenant : tenants.all()) {
            try {
                work.accept(tenant);
            } catch (RuntimeException e) {
                log.error(
                        "The tenant {}: its {}: {}",
                        tenant,
                        failure,
                        e.getClass().getName());
            }
        }
    }
}
