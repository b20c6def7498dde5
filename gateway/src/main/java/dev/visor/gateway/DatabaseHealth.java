package dev.visor.gateway;

import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Red when the database does not answer. It takes the place of Boot's own, which tells everybody what the driver said:
 * addresses, roles, statements.
 */
@Component("dbHealthIndicator")
final class DatabaseHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(DatabaseHealth.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final JdbcTemplate jdbc;

    DatabaseHealth(DataSource database) {
        jdbc = new JdbcTemplate(database);
        jdbc.setQueryTimeout((int) PATIENCE.toSeconds());
    }

    @Override
    public Health health() {
        try {
            jdbc.execute("select 1");
            return Health.up().build();
        } catch (DataAccessException e) {
            log.error("The database does not answer: {}", Stack.of(e));
            return Health.down()
                    .withDetail("reason", "The database does not answer.")
                    .build();
        }
    }
}
