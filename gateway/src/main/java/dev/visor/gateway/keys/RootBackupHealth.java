package dev.visor.gateway.keys;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Amber until the root keys have a backup that a drill has opened. */
final class RootBackupHealth implements HealthIndicator {

    private final RootBackups backups;

    RootBackupHealth(RootBackups backups) {
        this.backups = backups;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("amber", backups.amber()).build();
    }
}
