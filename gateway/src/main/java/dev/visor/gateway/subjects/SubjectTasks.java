package dev.visor.gateway.subjects;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.OnCustody;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.SubjectEvidence;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Has each tenant's log commit to its counts once a day. Erasures, corrections and ends are carried out only where all keys
 * are at hand; whoever took one on elsewhere has queued it.
 */
@Configuration
class SubjectTasks {

    private static final Logger log = LoggerFactory.getLogger(SubjectTasks.class);

    /** How often it is looked whether a day has passed. */
    private static final Duration EVERY = Duration.ofMinutes(30);

    private static final Duration DAY = Duration.ofDays(1);

    @Bean
    Task<Void> countRecords(SubjectEvidence evidence, Tenants tenants) {
        return Tasks.recurring("count-records", FixedDelay.of(EVERY))
                .execute((instance, context) -> tenants.all().forEach(tenant -> count(evidence, tenant)));
    }

    /** What cannot be erased now, for want of a worker or of the trail, will be later. */
    @Bean
    @Conditional(OnCustody.class)
    Task<Erasures.Job> eraseSubject(ErasureWork work) {
        return Tasks.oneTime(Erasures.TASK)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(2), 2))
                .execute((instance, context) -> work.run(
                        new TenantId(instance.getData().tenant()),
                        instance.getData().erasure()));
    }

    /** What cannot be moved now, for want of a key or of the trail, will be later. */
    @Bean
    @Conditional(OnCustody.class)
    Task<Reassignments.Job> reassignFace(ReassignmentWork work) {
        return Tasks.oneTime(Reassignments.TASK)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(2), 2))
                .execute((instance, context) -> work.run(
                        new TenantId(instance.getData().tenant()),
                        instance.getData().reassignment()));
    }

    /** What cannot be destroyed now, for want of the trail, will be later. */
    @Bean
    @Conditional(OnCustody.class)
    Task<Endings.Job> endTenant(EndingWork work) {
        return Tasks.oneTime(Endings.TASK)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(2), 2))
                .execute((instance, context) ->
                        work.run(new TenantId(instance.getData().tenant())));
    }

    /** One tenant's trouble must not keep the others from being counted. */
    private static void count(SubjectEvidence evidence, TenantId tenant) {
        try {
            evidence.count(tenant, DAY);
        } catch (RuntimeException e) {
            log.error(
                    "The records of the tenant {} could not be counted: {}",
                    tenant,
                    e.getClass().getName());
        }
    }
}
