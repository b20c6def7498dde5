package dev.visor.gateway.intake;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.visor.gateway.intake.Verdicts.Job;
import dev.visor.gateway.keys.TenantId;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class IntakeTasks {

    @Bean
    Task<Job> finishWithdrawal(Verdicts verdicts) {
        return Tasks.oneTime(Verdicts.FINISH)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(5), 2))
                .execute((instance, context) -> verdicts.destroy(
                        new TenantId(instance.getData().tenant()),
                        instance.getData().batch()));
    }
}
