package dev.visor.gateway.views;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.views.Redactions.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class RedactionTasks {

    /**
     * A picture whose processing fails for the machine's sake (no worker, no database, no trail) is tried again, later and
     * later; one that is at fault itself is settled by {@link Redaction} and does not come back here.
     */
    @Bean
    Task<Job> redactPicture(Redaction redaction) {
        return Tasks.oneTime(Redactions.TASK)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(2), 2))
                .execute((instance, context) -> redaction.run(
                        new TenantId(instance.getData().tenant()),
                        instance.getData().asset()));
    }

    /** A machine that cannot destroy keys now will later. */
    @Bean
    Task<ReplacedViews.Job> destroyReplacedViews(ReplacedViews replaced) {
        return Tasks.oneTime(ReplacedViews.TASK)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(5), 2))
                .execute((instance, context) -> replaced.destroy(
                        new TenantId(instance.getData().tenant()),
                        instance.getData().asset()));
    }
}
