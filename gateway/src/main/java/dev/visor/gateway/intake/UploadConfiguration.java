package dev.visor.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** How many pictures come in at the same time, and how fast. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadConfiguration.Settings.class)
class UploadConfiguration {

    @Bean
    UploadPermits uploadPermits(Settings settings) {
        return new UploadPermits(settings.atOnce(), settings.perTenant(), settings.patience());
    }

    @Bean
    UploadPace uploadPace(Settings settings, Clock clock) {
        return new UploadPace(clock, settings.start(), settings.slowest(), settings.longest());
    }

    @Bean
    ArchiveLimits archiveLimits(Settings settings, Clock clock) {
        return new ArchiveLimits(
                new UploadPace(clock, settings.start(), settings.slowest(), settings.longestArchive()),
                settings.largestArchive().toBytes());
    }

    /**
     * The limits.
     *
     * @param atOnce pictures at the same time
     * @param perTenant of one tenant's
     * @param patience how long an upload waits for its turn before it is refused
     * @param start for the first bytes
     * @param slowest bytes a second from then on
     * @param longest for a whole picture
     * @param longestArchive for a whole archive of pictures
     * @param largestArchive of the tar in it
     */
    @ConfigurationProperties("visor.uploads")
    record Settings(
            @DefaultValue("6") int atOnce,
            @DefaultValue("2") int perTenant,
            @DefaultValue("30s") Duration patience,
            @DefaultValue("10s") Duration start,
            @DefaultValue("65536") int slowest,
            @DefaultValue("5m") Duration longest,
            @DefaultValue("1h") Duration longestArchive,
            @DefaultValue("4GB") DataSize largestArchive) {}
}
