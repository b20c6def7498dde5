package dev.visor.gateway.access;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ApprovalTasks {

    /** The shortest request waits for ten minutes: half of that is not missed by much. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    Task<Void> lookAfterApprovals(ApprovalKeeper keeper) {
        return Tasks.recurring("look-after-approvals", FixedDelay.of(EVERY))
                .execute((instance, context) -> keeper.round());
    }
}
