package dev.visor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTests {

    @TempDir
    Path place;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
            .withUserConfiguration(DatabaseConfiguration.class);

    @Test
    void startsTheLocalServerWhereNoAddressIsGiven() {
        runner.withPropertyValues("visor.home=" + place, "visor.config=" + place.resolve("config"))
                .run(context -> {
                    assertThat(context).hasSingleBean(LocalDatabase.class);
                    assertThat(user(context.getBean(DataSource.class))).isEqualTo("visor_app");
                });
    }

    @Test
    void givesEachPartItsOwnRole() {
        runner.withPropertyValues(TestDatabase.properties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new))
                .run(context -> {
                    assertThat(context).doesNotHaveBean(LocalDatabase.class);
                    assertThat(user(context.getBean(DataSource.class))).isEqualTo("visor_app");
                    assertThat(user(context.getBean("trailDataSource", DataSource.class)))
                            .isEqualTo("visor_trail");
                    assertThat(JdbcClient.create(TestDatabase.owner())
                                    .sql("select tableowner from pg_tables where tablename = 'flyway_schema_history'")
                                    .query(String.class)
                                    .single())
                            .isEqualTo("visor_owner");
                });
    }

    @Test
    void asksForThePasswordsOfAnExternalDatabase() {
        runner.withPropertyValues("visor.database.url=jdbc:postgresql://127.0.0.1:1/visor")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(DatabaseUnavailableException.class)
                        .hasMessageContaining("visor.database.owner.password"));
    }

    @Test
    void endsTheStartWithOneSentence() {
        Throwable failure = new IllegalStateException(new DatabaseUnavailableException("Do this"));
        assertThat(new DatabaseFailureAnalyzer().analyze(failure))
                .extracting(FailureAnalysis::getDescription)
                .isEqualTo("Do this");
    }

    private static String user(DataSource source) {
        return JdbcClient.create(source)
                .sql("select current_user::text")
                .query(String.class)
                .single();
    }
}
