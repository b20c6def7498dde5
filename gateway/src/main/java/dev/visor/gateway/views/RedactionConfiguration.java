package dev.visor.gateway.views;

import dev.visor.redaction.worker.RedactionWorkers;
import dev.visor.redaction.worker.WorkerException;
import dev.visor.redaction.worker.WorkerInstallation;
import dev.visor.redaction.worker.WorkerPool;
import dev.visor.redaction.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Starts the worker processes. Only the demonstration may do without the sandbox, and then health says so. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedactionConfiguration.Settings.class)
class RedactionConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RedactionConfiguration.class);

    @Bean(destroyMethod = "close")
    RedactionWorkers redactionWorkers(
            Settings settings,
            Environment environment,
            @Value("${visor.home}") Path home,
            @Value("${visor.demo:false}") boolean demo)
            throws IOException, WorkerException {
        List<Path> models = new ArrayList<>();
        String given = environment.getProperty("VISOR_MODELS");
        if (given != null && !given.isBlank()) {
            models.add(Path.of(given));
        }
        models.add(home.resolve("models"));
        WorkerInstallation installation = WorkerInstallation.into(home.resolve("worker"), models);
        WorkerSettings own = installation.settings();
        WorkerPool pool = WorkerPool.start(new WorkerSettings(
                own.java(),
                own.classPath(),
                own.nativeLibrary(),
                own.models(),
                !demo,
                settings.workers(),
                settings.deadline(),
                settings.memoryMegabytes()));
        if (!pool.sandboxed()) {
            log.warn("Pictures are decoded without a sandbox: for a demonstration only. Install bubblewrap.");
        }
        return pool;
    }

    @Bean
    HealthIndicator redactionHealthIndicator(RedactionWorkers workers) {
        return () -> Health.up()
                .withDetail("detector", workers.detector())
                .withDetail("amber", workers.fallbackDetector() ? "fallback detector" : "none")
                .withDetail("sandboxed", workers.sandboxed())
                .build();
    }

    /**
     * How the workers run.
     *
     * @param workers how many pictures at the same time
     * @param deadline for a picture of one megapixel
     * @param memoryMegabytes the most data memory of one worker
     */
    @ConfigurationProperties("visor.redaction")
    record Settings(
            @DefaultValue("1") int workers,
            @DefaultValue("20s") Duration deadline,
            @DefaultValue("3072") int memoryMegabytes) {}
}
