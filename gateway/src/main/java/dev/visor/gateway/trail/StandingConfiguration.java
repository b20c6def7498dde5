package dev.visor.gateway.trail;

import dev.visor.audit.Logs;
import dev.visor.audit.log.Sequencer;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.standing.StandingRows;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the trail stands: verified once a day, and measured. */
@Configuration(proxyBeanMethods = false)
class StandingConfiguration {

    @Bean
    StandingRows standingRows(@Qualifier("trailDataSource") DataSource pool) {
        return new StandingRows(pool);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    VerificationKeeper verificationKeeper(
            StandingRows rows,
            Sequencer sequencer,
            Logs logs,
            SequencerSettings published,
            Trails trails,
            ApplicationEventPublisher events,
            VouchingSettings settings) {
        return new VerificationKeeper(
                rows, sequencer, logs, published, trails, events, settings.verifyEvery(), published.clock());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    SpaceKeeper spaceKeeper(StandingRows rows, Sequencer sequencer, SequencerSettings published) {
        return new SpaceKeeper(rows, sequencer, published, published.clock());
    }

    @Bean
    StandingHealth standingHealth(VerificationKeeper verification, SpaceKeeper space) {
        return new StandingHealth(verification, space);
    }

    @Bean
    TrailStanding trailStanding(
            Logs logs,
            SequencerSettings published,
            VouchingSettings settings,
            WitnessKeeper witnesses,
            TimeKeeper time,
            VerificationKeeper verification,
            SpaceKeeper space)
            throws IOException {
        return new PublishedStanding(logs, published, settings.witnesses(), witnesses, time, verification, space);
    }
}
