package dev.visor.gateway.landmarks;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class LandmarkTasks {

    @Bean
    Task<Void> reclaimLeases(TaskOffers offers) {
        return Tasks.recurring("reclaim-leases", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> offers.reclaim());
    }
}
