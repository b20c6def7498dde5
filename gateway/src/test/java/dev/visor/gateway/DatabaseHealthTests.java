package dev.visor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Health is for everybody, so it says nothing that the database's driver says. */
class DatabaseHealthTests {

    @Test
    void tellsThatTheDatabaseIsGoneAndNotWhereItWas() {
        // Nothing listens at port 1.
        DriverManagerDataSource gone =
                new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/visor", "visor_app", "secret");

        Health health = new DatabaseHealth(gone).health();

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).isEqualTo(Map.of("reason", "The database does not answer."));
    }

    @Test
    void isGreenWhereItAnswers() {
        assertThat(new DatabaseHealth(TestDatabase.app()).health().getStatus()).isEqualTo(Status.UP);
    }
}
