package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who outside vouches for the trail. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VouchingSettings.class)
class VouchingConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    WitnessKeeper witnessKeeper(
            VouchingSettings settings,
            Sequencer sequencer,
            Logs logs,
            SequencerSettings published,
            Trails trails,
            ApplicationEventPublisher events)
            throws IOException {
        return new WitnessKeeper(settings.witnesses(), sequencer, logs, published, trails, events, published.clock());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TimeKeeper timeKeeper(
            VouchingSettings settings, Sequencer sequencer, Logs logs, SequencerSettings published, Trails trails)
            throws IOException {
        return new TimeKeeper(
                settings.authority(), settings.tsaEvery(), sequencer, logs, published, trails, published.clock());
    }

    @Bean
    PromiseWitness promiseWitness(VouchingSettings settings) {
        return new PromiseWitness(settings.promiseWitness());
    }

    @Bean
    VouchingHealth vouchingHealth(
            WitnessKeeper witnesses, TimeKeeper time, VouchingSettings settings, SequencerSettings published) {
        return new VouchingHealth(witnesses, time, settings.quorumWithin(), published.clock());
    }
}
