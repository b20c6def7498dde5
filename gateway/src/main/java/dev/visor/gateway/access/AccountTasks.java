package dev.visor.gateway.access;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class AccountTasks {

    @Bean
    Task<Void> lookAfterFirstPasswords(
            FirstPasswords keeper, @Value("${visor.access.first-passwords-every:1h}") Duration every) {
        return Tasks.recurring("look-after-first-passwords", FixedDelay.of(every))
                .execute((instance, context) -> keeper.round());
    }
}
