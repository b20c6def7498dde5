package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.retention.RetentionRows;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the trail is kept, and what holds it. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    Holds holds(RetentionRows rows, Logs logs) {
        return new KeptHolds(rows, logs);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RetentionKeeper retentionKeeper(
            RetentionRows rows,
            CountedTrail counted,
            Sequencer sequencer,
            Logs logs,
            SequencerSettings published,
            Trails trails,
            @Value("${visor.trail.keep-years:0}") int years) {
        return new RetentionKeeper(rows, counted, sequencer, logs, published, trails, years, published.clock());
    }
}
